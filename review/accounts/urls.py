"""Where accounts are."""

from django.urls import path

from review.accounts import login, managing, own
from review.site.roles import Role, allowed

anyone = allowed(Role.ANYONE)

urlpatterns = [
    path("login/", anyone(login.Login.as_view()), name="login"),
    path("login/code/", anyone(login.Code.as_view()), name="login_code"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password, name="own_password"),
    path("account/second-factor/", own.second_factor, name="own_factor"),
    path("account/second-factor/qr.svg", own.picture, name="own_factor_picture"),
    path("account/second-factor/remove/", own.remove_factor, name="own_factor_remove"),
    path("accounts/", managing.accounts, name="accounts"),
    path("accounts/new/", managing.new, name="account_new"),
    path("accounts/<int:pk>/", managing.account, name="account_of"),
    path("accounts/<int:pk>/role/", managing.change_role, name="account_role"),
    path("accounts/<int:pk>/active/", managing.change_active, name="account_active"),
    path("accounts/<int:pk>/password/", managing.reset_password, name="account_password"),
    path("accounts/<int:pk>/second-factor/", managing.remove_factor, name="account_factor"),
    path("accounts/<int:pk>/unlock/", managing.unlock, name="account_unlock"),
]

"""What gunicorn serves."""

from django.core.wsgi import get_wsgi_application

from review.site.start import prepare

prepare()
application = get_wsgi_application()

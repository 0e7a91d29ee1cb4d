"""Where figures are."""

from django.urls import path

from review.figures import pages, report

urlpatterns = [
    path("", pages.figures, name="figures"),
    path("chart/<slug:name>.svg", pages.chart, name="figure_chart"),
    path("table/<slug:name>.csv", pages.table, name="figure_table"),
    path("unanswered/", pages.groups, name="unanswered"),
    path("unanswered.svg", pages.groups_chart, name="unanswered_chart"),
    path("unanswered.csv", pages.groups_table, name="unanswered_table"),
    path("report/", report.report, name="report"),
]

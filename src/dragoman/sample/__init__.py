"""A report to try dragoman with, in the project's own words."""

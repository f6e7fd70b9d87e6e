"""A gazetteer of the user's own, made from a whole GeoNames dump."""

from dragoman.geonames.build import Progress, Summary, build_gazetteer

__all__ = ["Progress", "Summary", "build_gazetteer"]

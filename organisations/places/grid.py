"""Between the National Grid (metres, EPSG:27700) and latitude and longitude (WGS84).

The formulas and figures of Ordnance Survey's "A guide to coordinate systems in Great Britain":
right to about 5 metres, which is what an address needs, without a file of shifts.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan
from typing import Final

_Point = tuple[float, float, float]

# Ellipsoids: half axes in metres.
_AIRY: Final = (6377563.396, 6356256.909)
_WGS84: Final = (6378137.0, 6356752.3141)
# The grid: scale on its central meridian, true origin, and the origin's false coordinates.
_F0: Final = 0.9996012717
_LAT0, _LON0 = radians(49), radians(-2)
_N0, _E0 = -100000.0, 400000.0
# WGS84 to OSGB36: metres, parts per million, seconds of arc.
_SHIFT: Final = (-446.448, 125.157, -542.060)
_SCALE: Final = 20.4894e-6
_TURN: Final = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
_CLOSE_ENOUGH: Final = 1e-12


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude, to about a tenth of a metre in the digits."""
    point = _to_space(*_from_grid(easting, northing), _AIRY)
    lat, lon = _from_space(_unshifted(point), _WGS84)
    return round(degrees(lat), 6), round(degrees(lon), 6)


def to_grid(latitude: float, longitude: float) -> tuple[int, int]:
    """Easting and northing in whole metres."""
    point = _to_space(radians(latitude), radians(longitude), _WGS84)
    easting, northing = _onto_grid(*_from_space(_shifted(point), _AIRY))
    return round(easting), round(northing)


def _meridian(lat: float) -> float:
    a, b = _AIRY
    n = (a - b) / (a + b)
    less, more = lat - _LAT0, lat + _LAT0
    return (
        b
        * _F0
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(less) * cos(more)
            + (1.875 * n**2 + 1.875 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _radii(lat: float) -> tuple[float, float, float]:
    a, b = _AIRY
    e2 = 1 - (b / a) ** 2
    across = a * _F0 / sqrt(1 - e2 * sin(lat) ** 2)
    along = a * _F0 * (1 - e2) / (1 - e2 * sin(lat) ** 2) ** 1.5
    return across, along, across / along - 1


def _from_grid(easting: float, northing: float) -> tuple[float, float]:
    lat = _LAT0
    while abs(rest := northing - _N0 - _meridian(lat)) > 1e-5:  # noqa: PLR2004 - a hundredth of a millimetre
        lat += rest / (_AIRY[0] * _F0)
    nu, rho, eta2 = _radii(lat)
    t, d = tan(lat), easting - _E0
    turned = (
        lat
        - t / (2 * rho * nu) * d**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    lon = _LON0 + (
        d / nu
        - d**3 / (6 * nu**3) * (nu / rho + 2 * t**2)
        + d**5 / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
        - d**7 / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    ) / cos(lat)
    return turned, lon


def _onto_grid(lat: float, lon: float) -> tuple[float, float]:
    nu, rho, eta2 = _radii(lat)
    s, c, t, d = sin(lat), cos(lat), tan(lat), lon - _LON0
    northing = (
        _meridian(lat)
        + _N0
        + nu / 2 * s * c * d**2
        + nu / 24 * s * c**3 * (5 - t**2 + 9 * eta2) * d**4
        + nu / 720 * s * c**5 * (61 - 58 * t**2 + t**4) * d**6
    )
    easting = (
        _E0
        + nu * c * d
        + nu / 6 * c**3 * (nu / rho - t**2) * d**3
        + nu / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta2 - 58 * t**2 * eta2) * d**5
    )
    return easting, northing


def _to_space(lat: float, lon: float, axes: tuple[float, float]) -> _Point:
    a, b = axes
    e2 = 1 - (b / a) ** 2
    nu = a / sqrt(1 - e2 * sin(lat) ** 2)
    return nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), (1 - e2) * nu * sin(lat)


def _from_space(point: _Point, axes: tuple[float, float]) -> tuple[float, float]:
    a, b = axes
    x, y, z = point
    e2, p = 1 - (b / a) ** 2, hypot(x, y)
    lat, before = atan2(z, p * (1 - e2)), 0.0
    while abs(lat - before) > _CLOSE_ENOUGH:
        before = lat
        nu = a / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * nu * sin(lat), p)
    return lat, atan2(y, x)


def _shifted(point: _Point) -> _Point:
    x, y, z = point
    rx, ry, rz = _TURN
    k = 1 + _SCALE
    return (
        _SHIFT[0] + k * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + k * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + k * z,
    )


def _unshifted(point: _Point) -> _Point:
    """What `_shifted` makes into `point`, found by correcting a guess: exact both ways."""
    guess = point
    for _ in range(4):
        there = _shifted(guess)
        guess = (
            guess[0] + point[0] - there[0],
            guess[1] + point[1] - there[1],
            guess[2] + point[2] - there[2],
        )
    return guess

"""Which part of the earth a map shows, and how places fall into its viewBox."""

from dataclasses import dataclass

from forum.cities.atlas.projection import Point, project

WIDTH = 1000


@dataclass(frozen=True)
class Window:
    """A rectangle on the projected sphere, `centre` being (latitude, longitude); drawn `WIDTH` units wide."""

    name: str
    centre: Point
    left: float
    top: float
    right: float
    bottom: float
    detail: str = "110m"

    @property
    def scale(self) -> float:
        return WIDTH / (self.right - self.left)

    @property
    def height(self) -> int:
        return round((self.bottom - self.top) * self.scale)

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.height}"

    def place(self, latitude: float, longitude: float) -> Point:
        x, y = project(self.centre, latitude, longitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= WIDTH and 0 <= point[1] <= self.height


# From above the Norwegian Sea, so that North America, Europe and Central Asia lie around one ocean.
REGION = Window("region", (62.0, -10.0), -1.22, -1.1, 1.06, 0.6)
EUROPE = Window("europe", (51.0, 16.0), -0.46, -0.335, 0.46, 0.305, "50m")
WINDOWS = {window.name: window for window in (REGION, EUROPE)}


def around(latitude: float, longitude: float) -> Window:
    """The part of the world around a city, wide enough that its coasts tell where it is."""
    return Window("around", (round(latitude), round(longitude)), -0.48, -0.36, 0.48, 0.36)

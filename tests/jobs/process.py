"""`onrecord` with the small analyser of the tests in the place of the model."""

from service import engine
from service.config import Settings
from tests import analysers


class SmallEngine(engine.Engine):
    def __init__(self, settings: Settings, load: engine.Load = analysers.load) -> None:
        super().__init__(settings, load)


if __name__ == "__main__":
    engine.Engine = SmallEngine  # type: ignore[misc]
    from service.cli import main

    main()

"""A process that does nothing but send to webhooks: `python -m tests.webhooks.process URL`."""

import sys
import threading

from service.api.messages import message
from service.config import Settings
from service.store import open_store
from service.webhooks.courier import Courier
from service.webhooks.hosts import Hosts
from service.webhooks.sending import Sender


def main() -> None:
    settings = Settings(database_url=sys.argv[1], lease_seconds=1)
    sender = Sender(Hosts.read("127.0.0.1"), settings.webhook_seconds)
    Courier(settings, open_store(settings.database_url), sender, message).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()

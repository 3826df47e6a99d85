"""For WSGI servers: `gunicorn service.wsgi:application`."""

from service.api import logs
from service.app import begin_work, create_app
from service.config import from_environment

logs.configure()
application = create_app(from_environment())
begin_work(application)

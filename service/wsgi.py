"""For WSGI servers: `gunicorn service.wsgi:application`."""

from service.api import logs
from service.app import begin_work, create_app
from service.config import behind_a_server, from_environment

logs.configure()
application = create_app(behind_a_server(from_environment()))
begin_work(application)

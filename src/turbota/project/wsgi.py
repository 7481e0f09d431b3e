"""The WSGI application that the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from turbota.project import checks
from turbota.project.receiving import Receiving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turbota.project.settings")
application = Receiving(get_wsgi_application())
checks.refuse_unfit()
gc.collect()
gc.freeze()  # what is loaded by now stays for the life of the process: no collection looks through it again

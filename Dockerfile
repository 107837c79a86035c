# The image for web, worker, scheduler and migrations. Configuration comes from the environment.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements/production.txt requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --require-hashes --only-binary :all: --no-binary docopt \
        -r requirements/production.txt
ENV PATH=/venv/bin:$PATH DJANGO_SETTINGS_MODULE=ccs.settings.build
COPY . .
RUN python manage.py fetch_assets \
    && python manage.py messages compile \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf static/govuk

FROM python:3.11-slim-bookworm AS site
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=ccs.settings.production REMAP_SIGTERM=SIGQUIT
RUN useradd --system --uid 10001 --no-create-home ccs
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER ccs
EXPOSE 8000
# Each role is a command: see docker-compose.yml.
CMD ["granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--blocking-threads-idle-timeout", "600", \
     "ccs.wsgi:application"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]

# With PostgreSQL's own programs, for `backup` and `restore`: docker build --target backup
FROM site AS backup
USER root
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --no-binary docopt \
        -r requirements/demo.txt
USER ccs
HEALTHCHECK NONE

FROM site

# The service with its model, on one machine, without a network.
# Build: docker build -t onrecord .   Run: docker run -p 127.0.0.1:8000:8000 -v data:/data onrecord

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/onrecord
ENV PATH=/opt/onrecord/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# The dependencies first: they change less often than the code.
COPY requirements/run.txt requirements/
RUN pip install --require-hashes --no-deps -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY service service
RUN pip install --no-deps --no-build-isolation .
COPY seeds /opt/onrecord/share/onrecord/seeds

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Onrecord" \
      org.opencontainers.image.description="Who said what in the news" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin onrecord \
    && install --directory --owner=onrecord --group=onrecord /data
COPY --from=build /opt/onrecord /opt/onrecord
ENV PATH=/opt/onrecord/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ONRECORD_HOST=0.0.0.0 \
    ONRECORD_PORT=8000 \
    ONRECORD_DATABASE_URL=sqlite:////data/onrecord.sqlite3
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["onrecord"]
CMD ["serve"]

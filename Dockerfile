# The web by default; the worker and the schedule run from the same image (see compose.yaml).
FROM python:3.11-slim AS packages
WORKDIR /opt/dlp
COPY requirements-bootstrap.lock requirements.lock ./
RUN python -m venv /opt/uv && python -m venv --without-pip .venv \
 && /opt/uv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-bootstrap.lock \
 && /opt/uv/bin/uv pip install --no-cache --compile-bytecode --python .venv/bin/python --only-binary :all: --require-hashes -r requirements.lock

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --home-dir /var/lib/dlp dlp
WORKDIR /opt/dlp
COPY --from=packages /opt/dlp/.venv .venv
COPY app app
COPY worker worker
COPY curriculum curriculum
COPY migrations migrations
COPY pyproject.toml ./
# Whoever runs it may not write here: without this, every start would compile the whole house.
RUN .venv/bin/python -m compileall -q app worker migrations
ENV PATH=/opt/dlp/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DLP_DATA_DIR=/var/lib/dlp/data PROMETHEUS_MULTIPROC_DIR=/var/lib/dlp/metrics
USER dlp
RUN mkdir -m 700 /var/lib/dlp/data /var/lib/dlp/metrics
VOLUME /var/lib/dlp/data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--bind", "0.0.0.0:8000", "--preload", "--no-control-socket", "--graceful-timeout", "30", "--log-level", "info", "app.factory:web()"]

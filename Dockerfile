# syntax=docker/dockerfile:1
# The service in a container: docker build --tag quarterdeck .
# Every package is one of requirements.service.lock, by its hash.

FROM python:3.11-slim-bookworm AS built
WORKDIR /source
RUN pip install --no-cache-dir --disable-pip-version-check uv==0.13.9 \
 && python -m venv --without-pip /opt/quarterdeck
ENV UV_NO_CACHE=1
COPY requirements.lock requirements.service.lock ./
RUN uv pip install --python /opt/quarterdeck/bin/python --compile-bytecode \
      --require-hashes --requirements requirements.service.lock
COPY pyproject.toml README.md LICENSE ./
COPY optimizer optimizer
COPY scenarios scenarios
COPY api api
COPY data data
# hatchling builds the wheel; it comes from requirements.lock, by its hash as well.
RUN uv build --wheel --build-constraints requirements.lock --require-hashes --out-dir /wheel \
 && uv pip install --python /opt/quarterdeck/bin/python --compile-bytecode --no-deps /wheel/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin quarterdeck \
 && install --directory --owner quarterdeck --group quarterdeck --mode 700 /data
COPY --from=built /opt/quarterdeck /opt/quarterdeck
ENV PATH=/opt/quarterdeck/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    QUARTERDECK_DATA_FOLDER=/data \
    QUARTERDECK_HOST=0.0.0.0 \
    QUARTERDECK_LOG_FORMAT=json
WORKDIR /data
VOLUME /data
EXPOSE 8765
USER quarterdeck
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD \
    ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8765/health', timeout=4)"]
ENTRYPOINT ["quarterdeck"]
CMD ["serve"]

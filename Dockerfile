# Vitrine as an image: its program with the packages of the lock file, on Debian's FFmpeg and the Node.js of the base, as a user
# who may do nothing else. Everything it keeps is in /data; settings are environment variables (docs/configuration.md).
#   docker build -t vitrine .
#   docker run -d -p 8420:8420 -v vitrine:/data vitrine

# The page for people is built by packages that only developers need, which stay here.
FROM node:24.21.0-bookworm-slim AS console
WORKDIR /program
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY tsconfig.json ./
COPY web web
COPY scripts/console.mjs scripts/console-stamp.mjs scripts/
RUN node scripts/console.mjs

FROM node:24.21.0-bookworm-slim AS program
WORKDIR /program
COPY package.json package-lock.json .npmrc ./
# The base has the Node.js to run on, and Debian the FFmpeg: those that npm would bring stay out.
RUN npm ci --omit=dev --no-audit --no-fund --loglevel=error \
 && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/@ffmpeg
COPY src src
COPY --from=console /program/web web
COPY scripts/build.ts scripts/console.mjs scripts/console-stamp.mjs scripts/pinned-node.mjs scripts/vitrine.mjs scripts/
RUN node scripts/build.ts \
 && rm -r src web scripts/build.ts scripts/console.mjs scripts/console-stamp.mjs package-lock.json .npmrc

FROM node:24.21.0-bookworm-slim
# tini takes leave of the decoding processes that were killed and left children behind.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin vitrine \
 && install -d -o vitrine -g vitrine -m 0700 /data
COPY --from=program /program /usr/local/lib/vitrine
RUN ln -s /usr/local/lib/vitrine/scripts/vitrine.mjs /usr/local/bin/vitrine

ENV NODE_ENV=production \
    UV_THREADPOOL_SIZE=16 \
    VITRINE_HOST=0.0.0.0 \
    VITRINE_PORT=8420 \
    VITRINE_DATA=/data
USER vitrine
WORKDIR /data
VOLUME /data
EXPOSE 8420
# Drains for 30 s at most: let `docker stop` wait for longer than that (--time 40).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.VITRINE_PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "node", "--max-semi-space-size=4", "/usr/local/lib/vitrine/scripts/vitrine.mjs"]
CMD ["serve"]

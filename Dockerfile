# The engine, its site and its tools, as `deno task` runs them on any machine.
# Deno's own image: it has the pinned version without Node beside it, a user who is not root, and
# Debian's C library, which esbuild and rollup are built for.
ARG DENO_VERSION=2.9.6
FROM denoland/deno:${DENO_VERSION}

WORKDIR /app
RUN chown deno:deno .
USER deno

# Packages first: this layer is made anew only when they change.
COPY --chown=deno:deno deno.json deno.lock ./
RUN deno install --frozen

COPY --chown=deno:deno . .

ENV DENO_NO_UPDATE_CHECK=1
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["deno", "run", "--no-prompt", "--allow-net=127.0.0.1:3000", "tools/health.ts", "3000"]
CMD ["deno", "task", "dev", "--host", "0.0.0.0", "--port", "3000"]

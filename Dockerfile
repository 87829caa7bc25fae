# syntax=docker/dockerfile:1
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# /data is made here because the last stage has no shell to make it with.
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/matchd ./services/matchd \
    && mkdir /out/data

FROM gcr.io/distroless/static-debian12:nonroot
ARG VERSION=development
LABEL org.opencontainers.image.title="matchd" \
      org.opencontainers.image.description="Matches vacancies and candidates for regional mobility teams in the Netherlands" \
      org.opencontainers.image.licenses="EUPL-1.2" \
      org.opencontainers.image.version="${VERSION}"
COPY --from=build /out/matchd /matchd
COPY --from=build --chown=65532:65532 /out/data /data
COPY LICENSE /LICENSE
ENV MATCHD_DATA_DIR=/data
# 8080 is the public API, 8081 the health, readiness and metrics of the admin port. No HEALTHCHECK: there is no
# shell to ask with, so whoever runs the image asks /readyz on the admin port (deploy/kubernetes does).
EXPOSE 8080 8081
VOLUME ["/data"]
USER 65532:65532
ENTRYPOINT ["/matchd"]

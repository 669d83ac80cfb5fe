#!/usr/bin/env bash
# The vaults dialect with curl: a vault, an upload with an address, its delivery, and a signed URL of a private vault.
set -euo pipefail
cd "$(dirname "$0")"
: "${VITRINE_URL:=http://127.0.0.1:8420}" "${VITRINE_KEY:?a key is needed: npm run --silent vitrine -- key create --label examples}"
vaults="$VITRINE_URL/api/v1/vaults"
auth="Authorization: Bearer $VITRINE_KEY"
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }

vault=$(curl -fsS -H "$auth" --json '{"name":"Website"}' "$vaults")
id=$(echo "$vault" | field .id)
slug=$(echo "$vault" | field .slug)
curl -fsS -H "$auth" -F file=@photo.jpg -F partition=marketing -F collection=blog -F channel=hero-images "$vaults/$id/assets" | field .filename
curl -fsS "$VITRINE_URL/v/$slug/marketing/blog/hero-images/photo.jpg" | cmp - photo.jpg && echo "delivered"
curl -fsS -o /dev/null -w '%{content_type}\n' "$VITRINE_URL/v/$slug/marketing/blog/hero-images/photo.jpg?w=400&format=webp"
curl -fsS -H "$auth" "$vaults/$id/assets?partition=marketing&limit=10" | field .data.length

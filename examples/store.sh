#!/usr/bin/env bash
# The store dialect with curl: a folder, an upload into it, lists with filters, and a share for somebody without a key.
set -euo pipefail
cd "$(dirname "$0")"
: "${VITRINE_URL:=http://127.0.0.1:8420}" "${VITRINE_KEY:?a key is needed: npm run --silent vitrine -- key create --label examples}"
auth="Authorization: Bearer $VITRINE_KEY"
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }

folder=$(curl -fsS -H "$auth" --json '{"name":"Autumn"}' "$VITRINE_URL/api/store/folder/" | field .id)
asset=$(curl -fsS -H "$auth" -F file=@photo.jpg -F 'tags=["hills","autumn"]' \
  "$VITRINE_URL/api/store/asset/upload?folder=$folder" | field .id)
echo "uploaded $asset"

# Filters are field=value and field__operator=value; pages have a cursor.
curl -fsS -H "$auth" "$VITRINE_URL/api/store/asset/?folder=$folder&tags=hills&kind=image&limit=10" | field .collection_total

curl -fsS -H "$auth" "$VITRINE_URL/api/store/asset/download?id=$asset" | cmp - photo.jpg && echo "the same bytes"

share=$(curl -fsS -H "$auth" --json "{\"folder\":\"$folder\",\"expires_at\":\"2099-01-01T00:00:00Z\"}" "$VITRINE_URL/api/share/" | field .url)
curl -fsS "$share" | grep -c photo.jpg >/dev/null && echo "shared at $share"

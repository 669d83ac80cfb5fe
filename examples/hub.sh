#!/usr/bin/env bash
# The hub dialect with curl: folders by path, an upload, renaming, the trash and back, a thumbnail.
set -euo pipefail
cd "$(dirname "$0")"
: "${VITRINE_URL:=http://127.0.0.1:8420}" "${VITRINE_KEY:?a key is needed: npm run --silent vitrine -- key create --label examples}"
hub="$VITRINE_URL/api/assets"
auth="X-API-Key: $VITRINE_KEY"
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }

# What is there stays: it is safe to ask again.
curl -fsS -H "$auth" "$hub/browse/createfolder?path=/campaigns/autumn" | field .name
asset=$(curl -fsS -H "$auth" -F file=@photo.jpg "$hub/browse/upload?path=/campaigns/autumn" | field ._id)
curl -fsS -H "$auth" "$hub/browse/files?path=/campaigns/autumn" | field '.files.map((file) => file.name).join()'

# By id, by name or by path.
curl -fsS -H "$auth" "$hub/$asset/rename/hills.jpg" | field .name
curl -fsS -H "$auth" "$hub/browse/thumbnail?path=/campaigns/autumn/hills.jpg&size=128" -o thumbnail.webp
curl -fsS -H "$auth" "$hub/hills.jpg/download" | cmp - photo.jpg && echo "the same bytes"

curl -fsS -H "$auth" -X DELETE "$hub/$asset" | field .originalPath
curl -fsS -H "$auth" "$hub/trash/files" | field '.files.length > 0'
curl -fsS -H "$auth" "$hub/$asset/restore" | field '.log.map((entry) => entry.action).join()'
rm -f thumbnail.webp

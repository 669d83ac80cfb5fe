#!/usr/bin/env bash
# The library dialect with curl: an external video, a document with what is read out of it, and a list with a search.
set -euo pipefail
cd "$(dirname "$0")"
: "${VITRINE_URL:=http://127.0.0.1:8420}" "${VITRINE_KEY:?a key is needed: npm run --silent vitrine -- key create --label examples}"
assets="$VITRINE_URL/api/v1/assets"
auth="Authorization: Bearer $VITRINE_KEY"
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }

curl -fsS -H "$auth" --json '{
  "title": "New Product Demo",
  "description": "Video demonstration of our latest product",
  "asset_type": "external_video",
  "external_url": "https://youtube.com/watch?v=example",
  "is_public": true
}' "$assets" | field .data.video_embed

guide=$(curl -fsS -H "$auth" -F file=@guide.pdf -F 'title=Field guide' -F asset_type=pdf "$assets" | field .data.id)
curl -fsS -H "$auth" "$assets/$guide" | field .data.page_count

# Words, or their beginnings, of titles, descriptions and of the text inside the files.
curl -fsS -H "$auth" "$assets?search=larch&asset_type=pdf&per_page=10" | field '.data.map((asset) => asset.title).join()'
curl -fsS -H "$auth" "$assets/$guide/download" | cmp - guide.pdf && echo "the same bytes"

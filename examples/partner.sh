#!/usr/bin/env bash
# The partner dialect with curl: a private and a public upload, and fetching them by key, whole and smaller.
set -euo pipefail
cd "$(dirname "$0")"
: "${VITRINE_URL:=http://127.0.0.1:8420}" "${VITRINE_KEY:?a key is needed: npm run --silent vitrine -- key create --label examples}"
partner="$VITRINE_URL/api/v1/partner/asset"
auth="x-api-key: $VITRINE_KEY"
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }

private=$(curl -fsS -H "$auth" -F file=@guide.pdf -F name=guide.pdf -F assetType=Document "$partner/upload/private" | field .key)
curl -fsS -H "$auth" "$partner/$private" | cmp - guide.pdf && echo "the same bytes"
curl -sS -o /dev/null -w 'without a key: %{http_code}\n' "$partner/$private"

public=$(curl -fsS -H "$auth" -F file=@photo.jpg -F name=hills.jpg -F assetType=Photo "$partner/upload/public")
curl -fsS "$(echo "$public" | field .publicURL)" | cmp - photo.jpg && echo "public"
curl -fsS "$(echo "$public" | field .mediumURL)" -o medium.webp && echo "a picture of 500 pixels"

# A picture in place of an error, for pages that show whatever comes.
curl -fsS -D - -o /dev/null "$partner/unknown.jpg?handleError=true" | grep -i '^x-asset-error'
rm -f medium.webp

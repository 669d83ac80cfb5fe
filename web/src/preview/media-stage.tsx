// Videos and recordings in the browser's own players, which ask for the parts they need. What the browser can not play, it says.
import { Music } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../i18n/index.ts';
import { FileCard } from './file-card.tsx';
import { contentAddress, thumbnailAddress, type Viewed } from './viewed.ts';

export function VideoStage({ asset }: { readonly asset: Viewed }) {
  const { messages } = useTranslation();
  const [isFailed, setFailed] = useState(false);
  if (isFailed) return <FileCard asset={asset} reason={messages.preview.unplayable} />;
  return (
    <div className="absolute inset-0 grid place-items-center">
      {/* biome-ignore lint/a11y/useMediaCaption: those that a file has are in it */}
      <video
        src={contentAddress(asset)}
        poster={asset.has_thumbnail ? thumbnailAddress(asset.id, 1_600) : undefined}
        aria-label={asset.name}
        controls
        playsInline
        preload="metadata"
        data-keys="arrows"
        // A source that the browser can not read; what fails later has a picture, and says so in the player.
        onError={({ currentTarget }) => currentTarget.readyState === 0 && setFailed(true)}
        // Sound alone, where the codec of the picture is unknown.
        onLoadedMetadata={({ currentTarget }) => currentTarget.videoWidth === 0 && setFailed(true)}
        className="max-h-full max-w-full bg-black outline-offset-[-2px]"
        style={{
          aspectRatio: asset.width && asset.height ? `${asset.width} / ${asset.height}` : undefined,
          inlineSize: asset.width ? `min(100%, ${Math.max(asset.width, 640)}px)` : undefined,
        }}
      />
    </div>
  );
}

export function AudioStage({ asset }: { readonly asset: Viewed }) {
  const { messages } = useTranslation();
  const [isFailed, setFailed] = useState(false);
  const [hasCover, setHasCover] = useState(asset.has_thumbnail);
  if (isFailed) return <FileCard asset={asset} reason={messages.preview.unplayable} />;
  return (
    <div className="absolute inset-0 grid place-items-center overflow-y-auto p-6">
      <div className="grid w-full max-w-md justify-items-center gap-6">
        <div className="grid aspect-square w-[min(60vh,18rem)] place-items-center overflow-hidden rounded-2xl bg-raised text-ink-faint shadow-2">
          {hasCover ? (
            <img
              src={thumbnailAddress(asset.id, 800)}
              alt=""
              onError={() => setHasCover(false)}
              className="size-full object-cover"
            />
          ) : (
            <Music aria-hidden size={72} strokeWidth={1} />
          )}
        </div>
        <p className="max-w-full text-center text-lg font-medium wrap-anywhere">{asset.name}</p>
        {/* biome-ignore lint/a11y/useMediaCaption: recordings have none */}
        <audio
          src={contentAddress(asset)}
          aria-label={asset.name}
          controls
          preload="metadata"
          data-keys="arrows"
          onError={({ currentTarget }) => currentTarget.readyState === 0 && setFailed(true)}
          className="w-full"
        />
      </div>
    </div>
  );
}

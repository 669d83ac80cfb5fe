// The part of the preview that shows the asset, by what it is.
import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { FileCard } from './file-card.tsx';
import { ImageStage, type ZoomControls } from './image-stage.tsx';
import { AudioStage, VideoStage } from './media-stage.tsx';
import { PagesStage } from './pages-stage.tsx';
import { TextStage } from './text-stage.tsx';
import { stageOf, type Viewed } from './viewed.ts';

interface StageProps {
  readonly asset: Viewed;
  readonly zoom: { current: ZoomControls | null };
  readonly onScale: (ratio: number | undefined) => void;
  readonly onSwipe: (direction: -1 | 1) => void;
}

export function Stage({ asset, zoom, onScale, onSwipe }: StageProps) {
  const { preview } = useMessages();
  const [isFailed, setFailed] = useState(false);
  const stage = isFailed ? 'card' : stageOf(asset);
  const canZoom = stage === 'image' || stage === 'document' || stage === 'pages';
  useEffect(() => {
    if (!canZoom) onScale(undefined);
  }, [canZoom, onScale]);
  switch (stage) {
    case 'image':
    case 'document':
      return (
        <>
          <ImageStage
            asset={asset}
            controls={zoom}
            onScale={onScale}
            onSwipe={onSwipe}
            onFailed={() => setFailed(true)}
          />
          {stage === 'document' && <p className="preview-pill">{preview.firstPage}</p>}
        </>
      );
    case 'pages':
      return <PagesStage asset={asset} controls={zoom} onScale={onScale} />;
    case 'video':
      return <VideoStage asset={asset} />;
    case 'audio':
      return <AudioStage asset={asset} />;
    case 'text':
      return <TextStage asset={asset} />;
    case 'card':
      return <FileCard asset={asset} />;
  }
}

import { useCallback } from 'react';

/**
 * A picture from base64 JPEG. It gets a blob address, because the content security policy forbids data: addresses; the
 * address is revoked with the screen, so that no picture outlives it.
 */
export function Photo({
  jpeg,
  name,
  className,
}: {
  readonly jpeg: string;
  readonly name: string;
  readonly className?: string | undefined;
}) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const bytes = Uint8Array.from(atob(jpeg), (character) => character.charCodeAt(0));
      const address = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
      image.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [jpeg],
  );
  return <img ref={show} alt={name} className={className} />;
}

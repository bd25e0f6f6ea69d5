import { useEffect, useState } from 'react';

/**
 * A picture's address for <img>, from base64 JPEG. A blob address, because the content security policy forbids data:
 * addresses; it is revoked with the screen, so that no picture outlives it.
 */
export function usePhotoUrl(base64: string | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (base64 === null) return undefined;
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const address = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
    setUrl(address);
    return () => {
      URL.revokeObjectURL(address);
      setUrl(null);
    };
  }, [base64]);
  return url;
}

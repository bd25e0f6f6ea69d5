/** A drawn face as a JPEG, base64: nobody's picture. */
export function samplePhoto(): string {
  const canvas = document.createElement('canvas');
  canvas.width = 358;
  canvas.height = 441;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  const oval = (colour: string, x: number, y: number, width: number, height: number): void => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.ellipse(x, y, width, height, 0, 0, 2 * Math.PI);
    pen.fill();
  };
  pen.fillStyle = '#eef2f7';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  oval('#3c5f8f', 179, 452, 160, 110);
  oval('#2b2320', 179, 180, 118, 128);
  oval('#e8bd98', 179, 330, 46, 60);
  oval('#f1c9a5', 179, 205, 98, 124);
  oval('#2b2320', 142, 196, 11, 8);
  oval('#2b2320', 216, 196, 11, 8);
  oval('#b5655a', 179, 270, 30, 9);
  return canvas.toDataURL('image/jpeg', 0.9).slice('data:image/jpeg;base64,'.length);
}

/** An open camera. Nothing of it is left after `stop`. */
export interface CameraStream {
  readonly stream: MediaStream;
  stop(): void;
}

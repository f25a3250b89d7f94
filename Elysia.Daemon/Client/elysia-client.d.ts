/** The values to draw, each within its range (docs/PROTOCOL.md). */
export interface Picture {
  mouth_curve: number;
  eye_open: number;
  brow_furrow: number;
  beat: number;
  mouth_width: number;
  /** Spread of the mouth's corners and rounding of the lips during an answer to this viewer; otherwise 0. */
  mouth_wide: number;
  mouth_round: number;
  fire: number;
  water: number;
  earth: number;
  air: number;
  light: number;
  dark: number;
  aether: number;
}

export interface Options {
  /** The WebSocket's URL. Default: `ws`, relative to this module. */
  url?: string | URL;
  /** Maximum number of state messages a second, 1..120. Default: all of them. */
  fps?: number;
  /** A random key by which she recognises this viewer: 22 to 64 letters, digits, `-` or `_`. Not needed with a token. */
  me?: string | null;
  /** A token for servers that require one, or a function that fetches it before each connection. */
  token?: string | (() => string | null | undefined | Promise<string | null | undefined>);
}

export interface Speech {
  type: 'speech';
  content: string;
  spirits: Record<string, number>;
  voice: Record<string, number | string>;
  lipsync: { time: number; mouth_width: number; wide?: number; round?: number }[];
  /** The audio clip, if the server has a voice: a path on the server, to be fetched soon, and the length in seconds. */
  audio?: { url: string; duration: number };
  /** The answer that this sentence belongs to. */
  turn?: number;
  /** Another sentence may follow; if none does, 'answered' is sent. */
  more?: true;
}

/** 'locked': the server requires another token; the client does not reconnect before `open()`. */
export type Status = 'connecting' | 'open' | 'waiting' | 'locked' | 'closed';

/** 'required' and 'expiring' ask for a token within `seconds`; 'ok' carries the `role` that the token grants. */
export interface Auth {
  type: 'auth';
  status: 'required' | 'expiring' | 'ok' | 'off';
  role?: 'viewer' | 'speaker' | 'engine' | 'operator';
  seconds?: number;
}

/** 'sent'; 'kept': will be sent later, in order; 'full': 50 messages wait already and this one was not kept. */
export type Outcome = 'sent' | 'kept' | 'full';

export type Feeling = 'neutral' | 'calm' | 'hopeful' | 'joy' | 'focused' | 'introspective' | 'sadness' | 'empty';

export interface Client {
  readonly isOpen: boolean;
  /** The number of messages that wait to be sent. */
  readonly unsent: number;
  /** Whether an answer to this viewer is playing, with sound or silently. */
  readonly isSpeaking: boolean;
  /** The tick of the last state message. */
  readonly tick: number;
  /** How far playback runs behind server time. */
  readonly delayMs: number;
  /** The number of digests that differed from the server's, or of malformed messages; each one requests a keyframe. */
  readonly mismatches: number;
  /** Adds a listener; the returned function removes it. */
  on(type: 'state', listener: (state: { tick: number; changed: (keyof Picture)[] }) => void): () => void;
  on(type: 'status', listener: (status: Status) => void): () => void;
  on(type: 'speech', listener: (speech: Speech) => void): () => void;
  /** An answer is complete, although its last sentence had `more`. */
  on(type: 'answered', listener: (message: { type: 'answered'; turn: number }) => void): () => void;
  /** The answer was stopped; `turn` is 0 when there was none. */
  on(type: 'interrupted', listener: (message: { type: 'interrupted'; turn: number }) => void): () => void;
  on(type: 'error', listener: (error: { type: 'error'; message: string }) => void): () => void;
  on(type: 'auth', listener: (auth: Auth) => void): () => void;
  /** The server closed the connection because of the token (4001 to 4004), and there is no function to fetch another one. */
  on(type: 'locked', listener: (locked: { code: number }) => void): () => void;
  on(type: 'message', listener: (message: { type: string; [name: string]: unknown }) => void): () => void;
  /** The values at a time of performance.now(). Every call returns the same object: copy what you keep. */
  evaluate(nowMs?: number): Picture;
  /** Says something to her. */
  say(content: string, onSent?: () => void): Outcome;
  /** Gives her a feeling; `intensity` is 0..1 and 0.5 by default. */
  feel(feeling: Feeling, intensity?: number, onSent?: () => void): Outcome;
  /** Sends any other message of the protocol, in order with the others. */
  send(message: object, onSent?: () => void): Outcome;
  /** Turns the sound of her answers on or off: the server's clip, or else the browser's voice. Off by default; a browser may
   *  require a click first. */
  sound(on: boolean): void;
  /** Stops her answer to this viewer, ahead of waiting messages; false when there is no connection. */
  interrupt(): boolean;
  /** Changes the maximum number of state messages a second; null for all of them. */
  setFps(fps: number | null): void;
  /** Sends a token on the open connection; false when there is none. */
  showToken(token: string): boolean;
  /** Fetches a new token and sends it. The client does so itself when the server warns that the old one expires. */
  refreshToken(): Promise<boolean>;
  /** Reconnects after 'locked'. */
  open(): void;
  /** Closes the connection for good. */
  close(): void;
}

export function connect(options?: Options): Client;

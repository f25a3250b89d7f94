/** What a screen shows of her: every value in its range (docs/PROTOCOL.md). */
export interface Picture {
  mouth_curve: number;
  eye_open: number;
  brow_furrow: number;
  beat: number;
  mouth_width: number;
  /** How far the corners of the mouth are spread, and the lips rounded, in an answer to this viewer; else 0. */
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
  /** The WebSocket. Default: `ws` beside this module. */
  url?: string | URL;
  /** Most state messages a second, 1..120. Default: every one. */
  fps?: number;
  /** A key by which she knows this viewer again: 22 to 64 letters, digits, `-` or `_`, random and kept. Not needed with a token. */
  me?: string | null;
  /** A token for servers that ask for one, or what fetches it; asked again at each connection. */
  token?: string | (() => string | null | undefined | Promise<string | null | undefined>);
}

export interface Speech {
  type: 'speech';
  content: string;
  spirits: Record<string, number>;
  voice: Record<string, number | string>;
  lipsync: { time: number; mouth_width: number; wide?: number; round?: number }[];
  /** The sound, where the server has a voice: a path on it, to be fetched soon, and its seconds. */
  audio?: { url: string; duration: number };
  /** Which answer it is a sentence of. */
  turn?: number;
  /** Another sentence may come; 'answered' tells when none does. */
  more?: true;
}

/** 'locked': the server wants another token, and is not called again before `open()`. */
export type Status = 'connecting' | 'open' | 'waiting' | 'locked' | 'closed';

/** 'required' and 'expiring' ask for a token within some seconds, 'ok' tells the role that one gave. */
export interface Auth {
  type: 'auth';
  status: 'required' | 'expiring' | 'ok' | 'off';
  role?: 'viewer' | 'speaker' | 'engine' | 'operator';
  seconds?: number;
}

/** 'sent'; 'kept', which goes out later and in order; 'full', when 50 already wait and nothing was taken. */
export type Outcome = 'sent' | 'kept' | 'full';

export type Feeling = 'neutral' | 'calm' | 'hopeful' | 'joy' | 'focused' | 'introspective' | 'sadness' | 'empty';

export interface Client {
  readonly isOpen: boolean;
  readonly unsent: number;
  /** Whether an answer to this viewer is being said, with sound or without. */
  readonly isSpeaking: boolean;
  readonly tick: number;
  readonly delayMs: number;
  readonly mismatches: number;
  on(type: 'state', listener: (state: { tick: number; changed: (keyof Picture)[] }) => void): () => void;
  on(type: 'status', listener: (status: Status) => void): () => void;
  on(type: 'speech', listener: (speech: Speech) => void): () => void;
  /** All of an answer is said whose last sentence had `more`. */
  on(type: 'answered', listener: (message: { type: 'answered'; turn: number }) => void): () => void;
  /** No more of an answer comes; `turn` is 0 when she was saying nothing. */
  on(type: 'interrupted', listener: (message: { type: 'interrupted'; turn: number }) => void): () => void;
  on(type: 'error', listener: (error: { type: 'error'; message: string }) => void): () => void;
  on(type: 'auth', listener: (auth: Auth) => void): () => void;
  /** The connection ended for want of a token (4001 to 4004), and there is no function to fetch another with. */
  on(type: 'locked', listener: (locked: { code: number }) => void): () => void;
  on(type: 'message', listener: (message: { type: string; [name: string]: unknown }) => void): () => void;
  /** The values at a moment of performance.now(); the same object each time. */
  evaluate(nowMs?: number): Picture;
  say(content: string, onSent?: () => void): Outcome;
  feel(feeling: Feeling, intensity?: number, onSent?: () => void): Outcome;
  send(message: object, onSent?: () => void): Outcome;
  /** Whether her answers are heard: the server's clip, or else the browser's voice. Off at first. */
  sound(on: boolean): void;
  /** Stops her answer to this viewer, while she thinks or speaks; false when there is no connection. */
  interrupt(): boolean;
  setFps(fps: number | null): void;
  /** Shows a token on the connection there is; false when there is none. */
  showToken(token: string): boolean;
  /** Fetches a token anew and shows it; done by itself when the server says that the old one ends. */
  refreshToken(): Promise<boolean>;
  /** Calls again after 'locked'. */
  open(): void;
  close(): void;
}

export function connect(options?: Options): Client;

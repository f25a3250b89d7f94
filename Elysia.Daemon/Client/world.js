// What the client needs of the browser around it: a test gives it another one.

export function browserWorld() {
  return {
    WebSocket: globalThis.WebSocket,
    setTimeout: (act, ms) => setTimeout(act, ms),
    clearTimeout: (id) => clearTimeout(id),
    queueMicrotask: (act) => queueMicrotask(act),
    now: () => performance.now(),
    random: Math.random,
    Audio: globalThis.Audio,
    speech: globalThis.speechSynthesis ?? null,
    Utterance: globalThis.SpeechSynthesisUtterance,
    watch: typeof document === 'undefined' ? undefined : watchPage,
  };
}

function watchPage({ onSeen, onOnline, onOffline }) {
  const seen = () => onSeen(!document.hidden);
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', onOnline);
  addEventListener('offline', onOffline);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', onOnline);
    removeEventListener('offline', onOffline);
  };
}

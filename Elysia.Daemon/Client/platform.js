// The browser features that the client uses; tests replace them.

export function browserPlatform() {
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

function watchPage({ onVisibility, onOnline, onOffline }) {
  const onVisibilityChange = () => onVisibility(!document.hidden);
  document.addEventListener('visibilitychange', onVisibilityChange);
  addEventListener('online', onOnline);
  addEventListener('offline', onOffline);
  return () => {
    document.removeEventListener('visibilitychange', onVisibilityChange);
    removeEventListener('online', onOnline);
    removeEventListener('offline', onOffline);
  };
}

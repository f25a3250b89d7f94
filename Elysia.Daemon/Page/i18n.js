// All texts of the page in English and Korean.

export const WORDS = {
  en: {
    stage: 'Elysia’s face',
    spirits: 'Seven spirits',
    feelings: 'Give Elysia a feeling',
    chatLog: 'Conversation',
    chatInput: 'Say something to Elysia',
    chatHint: 'Say something…',
    send: 'Send',
    stop: 'Stop her (Esc)',
    soundOn: 'Turn sound on',
    soundOff: 'Turn sound off',
    connecting: 'Connecting…',
    open: 'Live',
    waiting: 'Reconnecting…',
    offline: 'Offline',
    you: 'You',
    elysia: 'Elysia',
    welcome: 'She is here. Say hello, or give her a feeling.',
    unsent: 'waiting to be sent',
    full: 'Not sent: 50 messages are waiting already. They will be sent in order once Elysia is reachable.',
    feelingKept: '“{name}” will reach Elysia as soon as the connection is back.',
    error: 'Elysia could not accept that: {message}',
    left: '{count} left',
    locked: 'Token needed',
    tokenInput: 'Access token',
    tokenHint: 'Paste your token',
    tokenSend: 'Continue',
    tokenNeeded: 'You need a token to see Elysia here. Ask the operator of this server for one.',
    tokenSaid: '{words}.',
    tokenRefused: 'That token was refused. Please enter another one.',
    tokenExpired: 'Your token has expired. Please enter a new one.',
    tokenRevoked: 'Your token was revoked. Ask the operator of this server.',
    tokenExpiring: 'Your token expires in {seconds} seconds. Enter a new one to stay.',
    fire: 'Fire', water: 'Water', earth: 'Earth', air: 'Air', light: 'Light', dark: 'Dark', aether: 'Aether',
    fireMeans: 'passion', waterMeans: 'calm', earthMeans: 'stability', airMeans: 'communication',
    lightMeans: 'clarity', darkMeans: 'introspection', aetherMeans: 'transcendence',
    neutral: 'Neutral', calm: 'Calm', hopeful: 'Hopeful',
    focused: 'Focused', introspective: 'Introspective', empty: 'Empty',
    moodRadiant: 'radiant', moodSmiling: 'smiling softly', moodSerene: 'serene', moodIntent: 'intent',
    moodWistful: 'wistful', moodSorrowful: 'sorrowful', moodTroubled: 'troubled', moodThrilled: 'thrilled',
    faceLabel: 'Elysia’s face: {mood}',
  },
  ko: {
    stage: '엘리시아의 얼굴',
    spirits: '일곱 정령',
    feelings: '엘리시아에게 감정 전하기',
    chatLog: '대화',
    chatInput: '엘리시아에게 말을 걸어 보세요',
    chatHint: '말을 걸어 보세요…',
    send: '보내기',
    stop: '말 멈추기 (Esc)',
    soundOn: '소리 켜기',
    soundOff: '소리 끄기',
    connecting: '연결하는 중…',
    open: '연결됨',
    waiting: '다시 연결하는 중…',
    offline: '오프라인',
    you: '나',
    elysia: '엘리시아',
    welcome: '엘리시아가 여기 있어요. 인사를 건네거나 감정을 전해 보세요.',
    unsent: '전송 대기 중',
    full: '보내지 못했어요. 메시지가 이미 50개 쌓여 있어요. 다시 연결되면 순서대로 보낼게요.',
    feelingKept: '다시 연결되면 ‘{name}’ 감정을 전할게요.',
    error: '엘리시아에게 전하지 못했어요: {message}',
    left: '{count}자 남음',
    locked: '토큰 필요',
    tokenInput: '접속 토큰',
    tokenHint: '토큰을 붙여 넣어 주세요',
    tokenSend: '계속하기',
    tokenNeeded: '엘리시아를 보려면 토큰이 필요해요. 서버 운영자에게 요청해 주세요.',
    tokenSaid: '토큰을 쓸 수 없어요: {words}.',
    tokenRefused: '토큰이 거부되었어요. 다른 토큰을 입력해 주세요.',
    tokenExpired: '토큰이 만료되었어요. 새 토큰을 입력해 주세요.',
    tokenRevoked: '토큰이 폐기되었어요. 서버 운영자에게 문의해 주세요.',
    tokenExpiring: '토큰이 {seconds}초 뒤에 만료돼요. 계속 보려면 새 토큰을 입력해 주세요.',
    fire: '불', water: '물', earth: '땅', air: '바람', light: '빛', dark: '어둠', aether: '에테르',
    fireMeans: '열정', waterMeans: '평온', earthMeans: '안정', airMeans: '소통',
    lightMeans: '명료함', darkMeans: '성찰', aetherMeans: '초월',
    neutral: '담담함', calm: '평온', hopeful: '희망',
    focused: '집중', introspective: '성찰', empty: '공허',
    moodRadiant: '환하게 웃는 중', moodSmiling: '부드러운 미소',
    moodSerene: '고요함', moodIntent: '골똘히 집중하는 중',
    moodWistful: '아련함', moodSorrowful: '슬픔에 잠김',
    moodTroubled: '괴로워함', moodThrilled: '설렘 가득',
    faceLabel: '엘리시아의 얼굴: {mood}',
  },
};

/** The first preferred language that the page has texts for, or English. */
export function pickLanguage(preferred) {
  for (const tag of preferred) {
    const language = String(tag).toLowerCase().split('-')[0];
    if (Object.hasOwn(WORDS, language)) return language;
  }
  return 'en';
}

/** Returns `t(key, {name: value})`, which looks a text up and replaces `{name}`. */
export function translator(language) {
  const words = WORDS[language];
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Translates the elements that have data-i18n-label or data-i18n-placeholder. */
export function translatePage(root, t) {
  for (const element of root.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', t(element.dataset.i18nLabel));
  }
  for (const element of root.querySelectorAll('[data-i18n-placeholder]')) {
    element.setAttribute('placeholder', t(element.dataset.i18nPlaceholder));
  }
}

// What is said to a person while he signs. Every trouble says what to do.

export const SENTENCES = {
  reading_key: "Відкриваємо ключ…",
  fetching: "Беремо документ…",
  signing: "Підписуємо…",
  sending: "Надсилаємо підпис…",
  no_key: "Оберіть файл ключа: він має закінчення .p12, .pfx або .pk12.",
  no_password: "Введіть пароль до файла ключа.",
  wrong_password:
    "Пароль не підходить до цього файла ключа. Перевірте мову клавіатури та великі літери і введіть пароль ще раз.",
  not_a_key:
    "Це не файл ключа. Оберіть файл, який дав вам надавач електронних підписів: він має закінчення .p12, .pfx або .pk12.",
  too_large: "Цей файл завеликий для ключа. Оберіть файл із закінченням .p12, .pfx або .pk12.",
  not_supported:
    "Цей ключ тут не підтримується. Попросіть свого надавача електронних підписів видати ключ ECDSA у файлі .p12.",
  no_certificate:
    "У файлі немає сертифіката до ключа. Попросіть свого надавача електронних підписів видати файл .p12 разом із сертифікатом.",
  expired: "Строк дії вашого сертифіката закінчився. Отримайте новий ключ у свого надавача електронних підписів.",
  not_yet_valid: "Ваш сертифікат іще не почав діяти. Перевірте дату на комп’ютері або оберіть інший ключ.",
  no_crypto:
    "Цей браузер не може підписувати документи. Оновіть його або відкрийте сторінку в іншому браузері.",
  signed_out: "Ви довго не працювали, і ми закрили вхід. Увійдіть ще раз і підпишіть документ.",
  no_document: "Не вдалося взяти документ. Перевірте зв’язок і натисніть кнопку ще раз.",
  unexpected: "Підписати не вдалося. Натисніть кнопку ще раз. Якщо не допоможе, відкрийте сторінку заново.",
  nothing_to_seal: "Усе вже засвідчено.",
};

export function sealing(done, total) {
  return `Засвідчуємо: ${done} з ${total}…`;
}

export function sealed(total) {
  return `Готово. Засвідчено: ${total}.`;
}

export function sealingStopped(done, total) {
  return `Зв’язок перервався. Засвідчено ${done} з ${total}. Натисніть кнопку ще раз: почнемо з того місця, де зупинилися.`;
}

export function sealingSignedOut(done, total) {
  return `Ви довго не працювали, і ми закрили вхід. Засвідчено ${done} з ${total}. Увійдіть ще раз і відкрийте цю сторінку: почнемо з того місця, де зупинилися.`;
}

// A trouble with a known sentence. `field` is the name of what to correct: "key", "password" or none.
export class Trouble extends Error {
  constructor(code, field = "") {
    super(code);
    this.code = code;
    this.field = field;
    this.sentence = SENTENCES[code];
  }
}

/** What a participant says in the interview in many scripts: one turn each, in this order. */
export const turns = {
  plain: 'I said it in my own words, and twice.',
  arabic: 'كنت أنتظر الحافلة كل صباح، ثم بدأت أمشي إلى المصنع القديم قرب النهر. قال الطبيب: لا بأس.',
  hebrew: 'חיכיתי לאוטובוס כל בוקר, ואז התחלתי ללכת ברגל. הרופא אמר שזה בסדר גמור.',
  mixed: 'They said مرحبا بكم 123 مرة and then left; קו 42 אדום was late by 3.5 minutes.',
  mixedArabic: 'قال المدير the deadline is 12 May ثم ضحك 45 مرة وقال OK مع السلامة.',
  chinese: '我每天早上等公共汽车，后来我开始走路去工厂。医生说没关系。',
  japanese: '毎朝バスを待っていましたが、その後は歩いて工場へ行くようになりました。',
  thai: 'ฉันรอรถเมล์ทุกเช้าแล้วก็เริ่มเดินไปโรงงานน้ำตาลที่เก่าแก่',
  devanagari: 'मैं हर सुबह बस का इंतज़ार करता था, फिर मैंने पैदल चलना शुरू किया। क्षत्रिय स्त्री',
  accents:
    'Un cafe\u0301 tre\u0300s noir, nai\u0308vete\u0301 et Zu\u0308rich; A\u030angstro\u0308m, q\u0323\u0307.',
  emoji: 'We laughed 👨‍👩‍👧‍👦 and waved 👋🏽 at the 🏳️‍🌈 and the 🇬🇧🇫🇷🇯🇵 then 🙂.',
} as const

export type Turn = keyof typeof turns

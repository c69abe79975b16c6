/** People's names in fourteen scripts; what they are written in tells nothing about where somebody lives. */
export const namesByScript = {
  Latin: ['Nguyễn Thị Ánh', 'Żółć-Łukaszewicz'],
  Greek: ['Χρήστος', 'Παπαδόπουλος'],
  Cyrillic: ['Ђорђе', 'Щербаков'],
  Armenian: ['Արամ', 'Խաչատրյան'],
  Georgian: ['გიორგი', 'მარგველაშვილი'],
  Hebrew: ['יוסף', 'בן־דוד'],
  Arabic: ['محمد عبد الله', 'الحسيني'],
  Devanagari: ['अर्जुन', 'शर्मा'],
  Bengali: ['রবীন্দ্রনাথ', 'ঠাকুর'],
  Tamil: ['முருகன்', 'செல்வம்'],
  Thai: ['สมชาย', 'ใจดี'],
  Chinese: ['小明', '王'],
  Japanese: ['さくら', '山田'],
  Korean: ['민준', '김'],
} as const satisfies { readonly [script: string]: readonly [vorname: string, nachname: string] }

/** Everyday names by the syllables that they are drawn in: signs of one join, change places or become others, those of two do not. */
export const syllables = {
  Devanagari: [
    ['ल', 'क्ष्मी'],
    ['कृ', 'ष्ण'],
    ['ज्यो', 'त्स्ना'],
  ],
  Bengali: [
    ['র', 'বী', 'ন্দ্র', 'না', 'থ'],
    ['চ', 'ক্র', 'ব', 'র্তী'],
    ['ই', 'ন্দ্রা', 'ণী'],
  ],
  Gujarati: [
    ['જિ', 'જ્ઞે', 'શ'],
    ['શ્ર', 'દ્ધા'],
  ],
  Gurmukhi: [
    ['ਸਿੰ', 'ਘ'],
    ['ਹ', 'ਰ', 'ਪ੍ਰੀ', 'ਤ'],
    ['ਕੌ', 'ਰ'],
  ],
  Tamil: [
    ['கௌ', 'ச', 'ல்', 'யா'],
    ['பொ', 'ன்', 'னி'],
  ],
  Telugu: [
    ['కృ', 'ష్ణ', 'మూ', 'ర్తి'],
    ['ప్ర', 'సా', 'ద్'],
  ],
  Kannada: [
    ['ಲ', 'ಕ್ಷ್ಮಿ'],
    ['ಜ್ಞಾ', 'ನೇಂ', 'ದ್ರ'],
  ],
  Malayalam: [
    ['ല', 'ക്ഷ്മി'],
    ['കൃ', 'ഷ്ണ', 'ൻ'],
  ],
  Sinhala: [['ශ්\u200dරී'], ['ම', 'හි', 'න්', 'ද']],
  Thai: [['น้ำ', 'ฝ', 'น']],
  Khmer: [
    ['ស្រី', 'មុំ'],
    ['ម៉ា', 'លី'],
  ],
  Myanmar: [
    ['အော', 'င်', 'ဆ', 'န်း'],
    ['ကျော်', 'စွာ'],
  ],
} as const satisfies { readonly [script: string]: readonly (readonly string[])[] }

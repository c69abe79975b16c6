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

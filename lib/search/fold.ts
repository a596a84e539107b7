/**
 * A text as it is compared: without case, width, compatibility forms and the accents of Latin letters, so that "Café",
 * "CAFE" and "ｃａｆé" are one. Other scripts keep their marks: there they tell words apart.
 */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, "$1")
    .normalize("NFC");

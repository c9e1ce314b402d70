/** The words of the card fields, by locale. Other locales read English. */

export interface FieldWords {
  lang: string;
  dir: "ltr" | "rtl";
  /** `{provider}` is replaced. */
  group: string;
  number: string;
  expiry: string;
  expiryExample: string;
  code: string;
  codeExample: string;
  errorPrefix: string;
  noScript: string;
  /** By the reason that `card-entry.js` or a provider's answer gives. */
  messages: Record<FieldProblem, string>;
}

export type FieldProblem =
  | "number_missing"
  | "number_wrong"
  | "number_not_test"
  | "expiry_missing"
  | "expiry_wrong"
  | "expiry_past"
  | "code_missing"
  | "code_wrong"
  | "failed";

const ENGLISH: FieldWords = {
  lang: "en",
  dir: "ltr",
  group: "Card details, held by {provider}",
  number: "Card number",
  expiry: "Expiry date",
  expiryExample: "MM / YY",
  code: "Security code",
  codeExample: "3 digits",
  errorPrefix: "Error:",
  noScript: "Card fields need JavaScript. Choose another way to pay.",
  messages: {
    number_missing: "Enter the card number: the long number on the front",
    number_wrong: "Check the card number and enter it again",
    number_not_test: "Only test cards work here: try 4242 4242 4242 4242",
    expiry_missing: "Enter the expiry date, like 06 / 30",
    expiry_wrong: "Enter the expiry date as month and year, like 06 / 30",
    expiry_past: "This card has ended: check the date, or enter another card",
    code_missing: "Enter the security code: 3 digits on the back",
    code_wrong: "Check the security code: 3 digits on the back, 4 on the front of American Express",
    failed: "The card could not be sent. Check your connection and pay again",
  },
};

const ARABIC: FieldWords = {
  lang: "ar",
  dir: "rtl",
  group: "بيانات البطاقة لدى {provider}",
  number: "رقم البطاقة",
  expiry: "تاريخ الانتهاء",
  expiryExample: "MM / YY",
  code: "رمز الأمان",
  codeExample: "CVC",
  errorPrefix: "خطأ:",
  noScript: "تحتاج حقول البطاقة إلى JavaScript. اختر طريقة دفع أخرى.",
  messages: {
    number_missing: "أدخل رقم البطاقة: الرقم الطويل على وجهها",
    number_wrong: "تحقق من رقم البطاقة وأدخله مرة أخرى",
    number_not_test: "تعمل هنا بطاقات الاختبار فقط: جرّب 4242 4242 4242 4242",
    expiry_missing: "أدخل تاريخ الانتهاء، مثل 06 / 30",
    expiry_wrong: "أدخل الشهر والسنة، مثل 06 / 30",
    expiry_past: "انتهت هذه البطاقة: تحقق من التاريخ أو أدخل بطاقة أخرى",
    code_missing: "أدخل رمز الأمان: 3 أرقام على ظهر البطاقة",
    code_wrong: "تحقق من رمز الأمان: 3 أرقام على الظهر، و4 على وجه أمريكان إكسبريس",
    failed: "تعذّر إرسال البطاقة. تحقق من الاتصال وادفع مرة أخرى",
  },
};

export function wordsFor(locale: string): FieldWords {
  return locale.toLowerCase().startsWith("ar") ? ARABIC : ENGLISH;
}

import type { Locale } from "@/lib/i18n/locale";
import type { Messages } from "@/lib/i18n/messages/all";

// Every key that is asked of the messages is checked by the compiler.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

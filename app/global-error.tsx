"use client";

import "./globals.css";
import en from "@/lib/i18n/messages/en/shell.json";
import zh from "@/lib/i18n/messages/zh/shell.json";

const languages = [
  { lang: "en", words: en },
  { lang: "zh-Hans", words: zh },
];

/** The layout itself broke, and with it the choice of language: both are shown. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en" className="dark">
      <body className="grid min-h-dvh place-items-center bg-background p-6 text-center">
        <main className="max-w-md space-y-8">
          <title>Rushes</title>
          {languages.map(({ lang, words }) => (
            <section key={lang} lang={lang} className="space-y-2">
              <h1 className="font-semibold text-xl">{words.crash.title}</h1>
              <p className="text-muted">{words.crash.detail}</p>
              <button
                type="button"
                onClick={reset}
                className="mt-3 h-9 rounded-md bg-accent px-4 font-medium text-accent-ink"
              >
                {words.loadError.retry}
              </button>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

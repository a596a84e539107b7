import { useTranslations } from "next-intl";

const ingredients = ["scene", "action", "camera", "style"] as const;

/** The four things a good description has (UPSTREAM "Prompt advice"). A hint: nothing is ever refused for lack of one. */
export function Ingredients() {
  const t = useTranslations("composer.ingredients");
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-2xs">
      {ingredients.map((name) => (
        <div key={name} className="border-line border-l pl-2">
          <dt className="font-medium">{t(`${name}.name`)}</dt>
          <dd className="text-muted">{t(`${name}.hint`)}</dd>
        </div>
      ))}
    </dl>
  );
}

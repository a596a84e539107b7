export const filmsId = "films";
export const filmsAnchor = `#${filmsId}` as const;

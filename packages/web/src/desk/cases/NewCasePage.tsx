export const NewCasePage = () => null

export const ItemsPage = () => null

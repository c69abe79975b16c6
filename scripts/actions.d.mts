export function actionIds(): { id: string; name: string }[]
export function actionId(name: string): string

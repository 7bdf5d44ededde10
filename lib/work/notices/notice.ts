export type NoticeRow = { id: string; title: string; href: string; createdAt: Date; isRead: boolean };

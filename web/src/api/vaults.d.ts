// Generated from the OpenAPI document of the vaults dialect: `npm run docs`.
export interface paths {
    "/api/v1/vaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List vaults, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description For the next page; null on the last one. */
                            cursor: string | null;
                            data: {
                                asset_count: number;
                                /**
                                 * @description When it was made.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                created_at: string;
                                id: string;
                                name: string;
                                /** @description The only transforms that delivery makes, as query strings (`w=400&fit=cover`); any when absent. */
                                presets?: string[];
                                /** @description Bytes of all its assets. */
                                size: number;
                                slug: string;
                                /**
                                 * @description When it was last changed; its assets do not count.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                updated_at: string;
                                /** @description Whether anyone may fetch its files, or only who holds a signed URL. */
                                visibility: "public" | "signed";
                            }[];
                            has_more: boolean;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Create a vault */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeat with the same key answers with what the first one made, and makes nothing. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description The only transforms that delivery makes, as query strings (`w=400&fit=cover`); any when absent. */
                        presets?: string[] | null;
                        /** @description Its name in delivery URLs, unique on this server; made from `name` when absent. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        slug?: string;
                        /** @description Whether anyone may fetch its files, or only who holds a signed URL. */
                        visibility?: "public" | "signed";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asset_count: number;
                            /**
                             * @description When it was made.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            id: string;
                            name: string;
                            /** @description The only transforms that delivery makes, as query strings (`w=400&fit=cover`); any when absent. */
                            presets?: string[];
                            /** @description Bytes of all its assets. */
                            size: number;
                            slug: string;
                            /**
                             * @description When it was last changed; its assets do not count.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            /** @description Whether anyone may fetch its files, or only who holds a signed URL. */
                            visibility: "public" | "signed";
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vaults/{vaultId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a vault */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asset_count: number;
                            /**
                             * @description When it was made.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            id: string;
                            name: string;
                            /** @description The only transforms that delivery makes, as query strings (`w=400&fit=cover`); any when absent. */
                            presets?: string[];
                            /** @description Bytes of all its assets. */
                            size: number;
                            slug: string;
                            /**
                             * @description When it was last changed; its assets do not count.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            /** @description Whether anyone may fetch its files, or only who holds a signed URL. */
                            visibility: "public" | "signed";
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a vault */
        delete: {
            parameters: {
                query?: {
                    /** @description Delete its assets with it; without it they are a 409. */
                    force?: boolean;
                };
                header?: never;
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a vault */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description The only transforms that delivery makes, as query strings (`w=400&fit=cover`); any when absent. */
                        presets?: string[] | null;
                        /** @description Its name in delivery URLs, unique on this server; made from `name` when absent. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        slug?: string;
                        /** @description Whether anyone may fetch its files, or only who holds a signed URL. */
                        visibility?: "public" | "signed";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asset_count: number;
                            /**
                             * @description When it was made.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            id: string;
                            name: string;
                            /** @description The only transforms that delivery makes, as query strings (`w=400&fit=cover`); any when absent. */
                            presets?: string[];
                            /** @description Bytes of all its assets. */
                            size: number;
                            slug: string;
                            /**
                             * @description When it was last changed; its assets do not count.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            /** @description Whether anyone may fetch its files, or only who holds a signed URL. */
                            visibility: "public" | "signed";
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/vaults/{vaultId}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List assets, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only assets of this channel, in any collection. */
                    channel?: string;
                    /** @description Only assets of this collection, in any partition. */
                    collection?: string;
                    /** @description `cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                    /** @description Only assets of this partition. */
                    partition?: string;
                };
                header?: never;
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description For the next page; null on the last one. */
                            cursor: string | null;
                            data: {
                                channel: string;
                                collection: string;
                                /**
                                 * @description When it was uploaded.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                created_at: string;
                                filename: string;
                                height: number | null;
                                id: string;
                                /** @description A JSON object, as text. */
                                metadata: string;
                                mime_type: string;
                                partition: string;
                                r2_key: string;
                                /** @description Bytes. */
                                size: number;
                                /** @description A JSON array of strings, as text. */
                                tags: string;
                                /**
                                 * @description When it was last changed.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                updated_at: string;
                                vault_id: string;
                                /** @description Pixels, upright; null until known. */
                                width: number | null;
                            }[];
                            has_more: boolean;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Upload an asset */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeat with the same key answers with what the first one made, and makes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** @description Specific grouping. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        channel: string;
                        /** @description Sub-category. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        collection: string;
                        /**
                         * Format: binary
                         * @description The file, in any part order.
                         */
                        file: string;
                        /** @description Instead of the name of the uploaded file. */
                        filename?: string;
                        /** @description A JSON object. */
                        metadata?: string;
                        /** @description Top-level category. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        partition: string;
                        /** @description A JSON array of strings. */
                        tags?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channel: string;
                            collection: string;
                            /**
                             * @description When it was uploaded.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            filename: string;
                            height: number | null;
                            id: string;
                            /** @description A JSON object, as text. */
                            metadata: string;
                            mime_type: string;
                            partition: string;
                            r2_key: string;
                            /** @description Bytes. */
                            size: number;
                            /** @description A JSON array of strings, as text. */
                            tags: string;
                            /**
                             * @description When it was last changed.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            vault_id: string;
                            /** @description Pixels, upright; null until known. */
                            width: number | null;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vaults/{vaultId}/assets/{assetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an asset */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                    /** @description Not if it has one of these `ETag`s. */
                    "if-none-match"?: string;
                };
                path: {
                    assetId: string;
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channel: string;
                            collection: string;
                            /**
                             * @description When it was uploaded.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            filename: string;
                            height: number | null;
                            id: string;
                            /** @description A JSON object, as text. */
                            metadata: string;
                            mime_type: string;
                            partition: string;
                            r2_key: string;
                            /** @description Bytes. */
                            size: number;
                            /** @description A JSON array of strings, as text. */
                            tags: string;
                            /**
                             * @description When it was last changed.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            vault_id: string;
                            /** @description Pixels, upright; null until known. */
                            width: number | null;
                        };
                    };
                };
                /** @description It has not changed. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an asset for good */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    assetId: string;
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change metadata and tags of an asset */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    assetId: string;
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            /** @description At least one of the two. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Merged; a null value removes its key. */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        /** @description Replace the present ones. */
                        tags?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channel: string;
                            collection: string;
                            /**
                             * @description When it was uploaded.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            filename: string;
                            height: number | null;
                            id: string;
                            /** @description A JSON object, as text. */
                            metadata: string;
                            mime_type: string;
                            partition: string;
                            r2_key: string;
                            /** @description Bytes. */
                            size: number;
                            /** @description A JSON array of strings, as text. */
                            tags: string;
                            /**
                             * @description When it was last changed.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            vault_id: string;
                            /** @description Pixels, upright; null until known. */
                            width: number | null;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/vaults/{vaultId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of a vault, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description For the next page; null on the last one. */
                            cursor: string | null;
                            data: {
                                /**
                                 * @description When it was made.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                created_at: string;
                                id: string;
                                label: string;
                                /**
                                 * @description When it was last used, to the minute.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                last_used_at: string | null;
                                /** @description The first characters of the key. */
                                prefix: string;
                                /** @description `public` keys (`pk_...`) read, `secret` keys (`sk_...`) read and write. */
                                type: "public" | "secret";
                            }[];
                            has_more: boolean;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a key of a vault
         * @description A repeated Idempotency-Key is a 409, since a key is shown only once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeat with the same key answers with what the first one made, and makes nothing. */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        label: string;
                        /** @description `public` keys (`pk_...`) read, `secret` keys (`sk_...`) read and write. */
                        type: "public" | "secret";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description When it was made.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            id: string;
                            /** @description Shown only here. */
                            key: string;
                            label: string;
                            /** @description `public` keys (`pk_...`) read, `secret` keys (`sk_...`) read and write. */
                            type: "public" | "secret";
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vaults/{vaultId}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key of a vault */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    keyId: string;
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vaults/{vaultId}/rotate-signing-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a new signing secret
         * @description Every URL signed with the one before stops working at once.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @example vault_01abc... */
                    vaultId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Signs URLs of this vault; those signed before are void. */
                            signing_secret: string;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v/{slug}/{partition}/{collection}/{channel}/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a file
         * @description Public vaults serve anyone. Vaults whose visibility is `signed` serve signed URLs alone; those work
         *     in public vaults too. A signed URL has `expires` (Unix seconds) and `token`: base64url, without padding, of
         *     HMAC-SHA256 with the vault's signing secret (the whole text, as UTF-8) over `path\nquery\nexpires`. `path` is the
         *     path exactly as it stands in the URL, percent-encoding included. `query` is every other `name=value` as it stands in
         *     the URL, sorted by name (equal names stay as they came), joined by `&`; it is empty when there is none. A URL that asks
         *     for a password takes it in `X-Vault-Password` or as the password of HTTP Basic. Parameters of a transform give a picture
         *     made of the file; 404 where there is none. A vault with presets makes no others: 403.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Six hex digits: the colour below what is transparent. */
                    bg?: unknown;
                    /** @description 1 to 100. */
                    blur?: unknown;
                    /** @description `px,hex`: its width, at most 500 pixels on each side, and its colour. */
                    border?: unknown;
                    /** @description What `cover` keeps: `entropy`, `attention` or `auto`, which is `attention`. Not with `gravity`. */
                    crop?: unknown;
                    /** @description Multiplies `w` and `h`: 1 to 3. */
                    dpr?: unknown;
                    /** @description Of a signed URL: Unix seconds. */
                    expires?: unknown;
                    /** @description The same as `format`. */
                    f?: unknown;
                    /** @description How the picture fills `w` and `h`: `cover` (the default), `contain`, `fill`, `inside` or `outside`. */
                    fit?: unknown;
                    /** @description `h` (left and right change places), `v` or `hv`. */
                    flip?: unknown;
                    /** @description `webp`, `avif`, `png`, `jpg` or `gif`; when absent, the best one that `Accept` names. */
                    format?: unknown;
                    /** @description The same as `gravity`. */
                    g?: unknown;
                    /** @description What `cover` keeps, and where `contain` puts the picture: `center`, `north`, `northeast`, ... or `n`, `ne`, ..., or `auto`, which is `attention`. */
                    gravity?: unknown;
                    /** @description `true`, `1` or nothing; `false` and `0` leave colours. */
                    grayscale?: unknown;
                    /** @description Height in pixels, 1 to 8192. Results have at most 25 megapixels. */
                    h?: unknown;
                    /** @description Of a PDF, counted from 1. */
                    page?: unknown;
                    /** @description The same as `quality`. */
                    q?: unknown;
                    /** @description 1 to 100. */
                    quality?: unknown;
                    /** @description Rounded corners: pixels, or `max` for an ellipse. */
                    radius?: unknown;
                    /** @description Clockwise: `0`, `90`, `180` or `270`. */
                    rotate?: unknown;
                    /** @description The same as `rotate`. */
                    rt?: unknown;
                    /** @description 1 to 100. */
                    sharpen?: unknown;
                    /** @description Of a signed URL: its signature. */
                    token?: unknown;
                    /** @description Width in pixels, 1 to 8192; of one side alone the other follows. With any of these parameters the answer is a picture made of the file. */
                    w?: unknown;
                };
                header?: never;
                path: {
                    channel: string;
                    collection: string;
                    filename: string;
                    partition: string;
                    /** @description Of the vault. */
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": string;
                    };
                };
                /** @description The file. */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": string;
                    };
                };
                /** @description It has not changed. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List assets, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only assets of this channel, in any collection. */
                    channel?: string;
                    /** @description Only assets of this collection, in any partition. */
                    collection?: string;
                    /** @description `cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                    /** @description Only assets of this partition. */
                    partition?: string;
                };
                header?: {
                    /** @description Id or slug of the vault; needed by keys that are not bound to one. */
                    "x-vault"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description For the next page; null on the last one. */
                            cursor: string | null;
                            data: {
                                channel: string;
                                collection: string;
                                content_type: string;
                                /**
                                 * @description When it was uploaded.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                created_at: string;
                                filename: string;
                                height: number | null;
                                id: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                pages?: number;
                                partition: string;
                                /** @description `partition/collection/channel/filename`, not encoded. */
                                path: string;
                                r2_key: string;
                                /** @description Bytes. */
                                size: number;
                                tags: string[];
                                /**
                                 * @description When it was last changed.
                                 * @example 2026-01-15T10:30:00Z
                                 */
                                updated_at: string;
                                /** @description Where it is delivered; not signed. */
                                url: string;
                                /** @description The slug of the vault. */
                                vault: string;
                                vault_id: string;
                                /** @description Pixels, upright; null until known. */
                                width: number | null;
                            }[];
                            has_more: boolean;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Upload an asset */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeat with the same key answers with what the first one made, and makes nothing. */
                    "idempotency-key"?: string;
                    /** @description Id or slug of the vault; needed by keys that are not bound to one. */
                    "x-vault"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** @description Specific grouping. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        channel: string;
                        /** @description Sub-category. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        collection: string;
                        /**
                         * Format: binary
                         * @description The file, in any part order.
                         */
                        file: string;
                        /** @description Instead of the name of the uploaded file. */
                        filename?: string;
                        /** @description A JSON object. */
                        metadata?: string;
                        /** @description Top-level category. Lower-case letters, digits and inner hyphens, 1 to 64 characters. */
                        partition: string;
                        /** @description A JSON array of strings. */
                        tags?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channel: string;
                            collection: string;
                            content_type: string;
                            /**
                             * @description When it was uploaded.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            filename: string;
                            height: number | null;
                            id: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            pages?: number;
                            partition: string;
                            /** @description `partition/collection/channel/filename`, not encoded. */
                            path: string;
                            r2_key: string;
                            /** @description Bytes. */
                            size: number;
                            tags: string[];
                            /**
                             * @description When it was last changed.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            /** @description Where it is delivered; not signed. */
                            url: string;
                            /** @description The slug of the vault. */
                            vault: string;
                            vault_id: string;
                            /** @description Pixels, upright; null until known. */
                            width: number | null;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assets/{asset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an asset */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                    /** @description Not if it has one of these `ETag`s. */
                    "if-none-match"?: string;
                    /** @description Id or slug of the vault; needed by keys that are not bound to one. */
                    "x-vault"?: string;
                };
                path: {
                    /** @description Its id, or its URL-encoded path: `partition%2Fcollection%2Fchannel%2Ffilename`. */
                    asset: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channel: string;
                            collection: string;
                            content_type: string;
                            /**
                             * @description When it was uploaded.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            filename: string;
                            height: number | null;
                            id: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            pages?: number;
                            partition: string;
                            /** @description `partition/collection/channel/filename`, not encoded. */
                            path: string;
                            r2_key: string;
                            /** @description Bytes. */
                            size: number;
                            tags: string[];
                            /**
                             * @description When it was last changed.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            /** @description Where it is delivered; not signed. */
                            url: string;
                            /** @description The slug of the vault. */
                            vault: string;
                            vault_id: string;
                            /** @description Pixels, upright; null until known. */
                            width: number | null;
                        };
                    };
                };
                /** @description It has not changed. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete an asset for good */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                    /** @description Id or slug of the vault; needed by keys that are not bound to one. */
                    "x-vault"?: string;
                };
                path: {
                    /** @description Its id, or its URL-encoded path: `partition%2Fcollection%2Fchannel%2Ffilename`. */
                    asset: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change metadata and tags of an asset */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                    /** @description Id or slug of the vault; needed by keys that are not bound to one. */
                    "x-vault"?: string;
                };
                path: {
                    /** @description Its id, or its URL-encoded path: `partition%2Fcollection%2Fchannel%2Ffilename`. */
                    asset: string;
                };
                cookie?: never;
            };
            /** @description At least one of the two. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An object or its JSON text. Merged; a null value removes its key. */
                        metadata?: {
                            [key: string]: unknown;
                        } | string;
                        /** @description An array of strings or its JSON text. Replace the present ones. */
                        tags?: string[] | string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            channel: string;
                            collection: string;
                            content_type: string;
                            /**
                             * @description When it was uploaded.
                             * @example 2026-01-15T10:30:00Z
                             */
                            created_at: string;
                            filename: string;
                            height: number | null;
                            id: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            pages?: number;
                            partition: string;
                            /** @description `partition/collection/channel/filename`, not encoded. */
                            path: string;
                            r2_key: string;
                            /** @description Bytes. */
                            size: number;
                            tags: string[];
                            /**
                             * @description When it was last changed.
                             * @example 2026-01-15T10:30:00Z
                             */
                            updated_at: string;
                            /** @description Where it is delivered; not signed. */
                            url: string;
                            /** @description The slug of the vault. */
                            vault: string;
                            vault_id: string;
                            /** @description Pixels, upright; null until known. */
                            width: number | null;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/urls/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make signed URLs stop working at once */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Id or slug of the vault; needed by keys that are not bound to one. */
                    "x-vault"?: string;
                };
                path?: never;
                cookie?: never;
            };
            /** @description The narrowest of `url`, `token` and `path` counts, so that an answer of `sign` can be sent as it is. */
            requestBody: {
                content: {
                    "application/json": {
                        expires?: number;
                        expires_at?: number | string;
                        /** @description All URLs signed so far for this: `partition/collection/channel/filename` as in `path` of an asset, or the encoded path of a delivery URL, beginning with `/v/`, which may have a query. */
                        path?: string;
                        /** @description One signed URL, by its token. */
                        token?: string;
                        /** @description One signed URL. */
                        url?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What URLs signed from now on for the path must carry as `generation`. */
                            generation?: number;
                            path?: string;
                            /** @enum {boolean} */
                            revoked: true;
                            token?: string;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/urls/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a delivery URL
         * @description Needs the right to write, because whoever holds the URL can fetch the file.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Id or slug of the vault; needed by keys that are not bound to one. */
                    "x-vault"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Unix seconds, or an ISO 8601 time. */
                        expires_at: number | string;
                        /** @description Asked for when the URL is used. */
                        password?: string;
                        /** @description `partition/collection/channel/filename` as in `path` of an asset, or the encoded path of a delivery URL, beginning with `/v/`, which may have a query. */
                        path: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Unix seconds. */
                            expires: number;
                            /**
                             * @description The same moment.
                             * @example 2026-01-15T10:30:00Z
                             */
                            expires_at: string;
                            /** @description Of the asset. */
                            path: string;
                            token: string;
                            url: string;
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
                /** @description What went wrong; a 400 names the parameter at fault in its message. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: {
                                code: string;
                                message: string;
                                status: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

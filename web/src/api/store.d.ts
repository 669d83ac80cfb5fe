// Generated from the OpenAPI document of the store dialect: `npm run docs`.
export interface paths {
    "/api/login/access-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description The OAuth2 password form. The token goes into `Authorization: Bearer`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/x-www-form-urlencoded": {
                        client_id?: string;
                        client_secret?: string;
                        grant_type?: string;
                        password: string;
                        scope?: string;
                        /** @description The e-mail address. */
                        username: string;
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
                            access_token: string;
                            token_type: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shares
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Equal to (boolean). */
                    active?: string;
                    /** @description Equal to (id). */
                    asset?: string;
                    /** @description Any of, separated by commas or repeated (id). */
                    asset__in?: string[];
                    /** @description true or false: whether there is none. */
                    asset__isnull?: string;
                    /** @description Greater than (datetime). */
                    created__gt?: string;
                    /** @description Greater than or equal to (datetime). */
                    created__gte?: string;
                    /** @description Less than (datetime). */
                    created__lt?: string;
                    /** @description Less than or equal to (datetime). */
                    created__lte?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Greater than (datetime). */
                    expires_at__gt?: string;
                    /** @description Greater than or equal to (datetime). */
                    expires_at__gte?: string;
                    /** @description true or false: whether there is none. */
                    expires_at__isnull?: string;
                    /** @description Less than (datetime). */
                    expires_at__lt?: string;
                    /** @description Less than or equal to (datetime). */
                    expires_at__lte?: string;
                    /** @description Equal to (id). */
                    folder?: string;
                    /** @description Any of, separated by commas or repeated (id). */
                    folder__in?: string[];
                    /** @description true or false: whether there is none. */
                    folder__isnull?: string;
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                    /** @description Without it `collection_total` is 0 and pages come faster. */
                    include_total?: boolean;
                    limit?: number;
                    /** @description `created` when absent. */
                    sort_by?: "created";
                    /** @description `desc` when absent. */
                    sort_order?: "asc" | "desc";
                    /** @description Equal to (string: open, expired, used-up, withdrawn). */
                    state?: string;
                    /** @description Any of, separated by commas or repeated (string: open, expired, used-up, withdrawn). */
                    state__in?: string[];
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
                            collection_total: number;
                            items: {
                                active: boolean;
                                /** AssetReference */
                                asset: {
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    created: string;
                                    created_by: string | null;
                                    description: string | null;
                                    download_count: number;
                                    download_url: string;
                                    duration: number | null;
                                    extension: string;
                                    folder: string | null;
                                    height: number | null;
                                    id: string;
                                    is_public: boolean;
                                    kind: string;
                                    metadata: {
                                        [key: string]: unknown;
                                    };
                                    mime_type: string;
                                    name: string;
                                    page_count: number | null;
                                    sha256: string;
                                    size: number;
                                    tags: string[];
                                    thumbnail_url: string | null;
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    updated: string;
                                    /** @description The file itself, to be shown; of a public asset for everyone. */
                                    url: string;
                                    version: number;
                                    width: number | null;
                                    word_count: number | null;
                                } | string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                /** Creator */
                                created_by: {
                                    id: string;
                                    name: string | null;
                                    type: string;
                                } | string | null;
                                download_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                expires_at: string | null;
                                /** FolderReference */
                                folder: {
                                    /** @description Directly in the folder. */
                                    asset_count: number;
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    created: string;
                                    description: string | null;
                                    /** @description Directly in the folder. */
                                    folder_count: number;
                                    id: string;
                                    name: string;
                                    parent: string | null;
                                    /** @description From the top level, each name after a slash. */
                                    path: string;
                                    /** @description Bytes of all assets at any depth. */
                                    size: number;
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    updated: string;
                                    url: string;
                                } | string | null;
                                has_password: boolean;
                                id: string;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                last_accessed: string | null;
                                max_downloads: number | null;
                                note: string | null;
                                recipients: string[];
                                token: string;
                                /** @description The page for the recipients. */
                                url: string;
                                view_count: number;
                            }[];
                            limit: number;
                            next_cursor: string | null;
                            next_page: boolean;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Share an asset or a folder
         * @description Scope: `store:share`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description A repeated request with the same key creates nothing more. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            /** @description Of either an asset or a folder. */
            requestBody: {
                content: {
                    "application/json": {
                        asset?: (string | {
                            id: string;
                        }) | null;
                        /** @description ISO 8601; UTC where it has no offset. */
                        expires_at?: string | null;
                        folder?: (string | {
                            id: string;
                        }) | null;
                        max_downloads?: number | null;
                        note?: string | null;
                        password?: string | null;
                        recipients?: string[];
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
                            active: boolean;
                            /** AssetReference */
                            asset: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                created_by: string | null;
                                description: string | null;
                                download_count: number;
                                download_url: string;
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                height: number | null;
                                id: string;
                                is_public: boolean;
                                kind: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                sha256: string;
                                size: number;
                                tags: string[];
                                thumbnail_url: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The file itself, to be shown; of a public asset for everyone. */
                                url: string;
                                version: number;
                                width: number | null;
                                word_count: number | null;
                            } | string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            download_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string | null;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            has_password: boolean;
                            id: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            last_accessed: string | null;
                            max_downloads: number | null;
                            note: string | null;
                            recipients: string[];
                            token: string;
                            /** @description The page for the recipients. */
                            url: string;
                            view_count: number;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/share/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a share
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: never;
                path: {
                    id: string;
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
                            active: boolean;
                            /** AssetReference */
                            asset: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                created_by: string | null;
                                description: string | null;
                                download_count: number;
                                download_url: string;
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                height: number | null;
                                id: string;
                                is_public: boolean;
                                kind: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                sha256: string;
                                size: number;
                                tags: string[];
                                thumbnail_url: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The file itself, to be shown; of a public asset for everyone. */
                                url: string;
                                version: number;
                                width: number | null;
                                word_count: number | null;
                            } | string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            download_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string | null;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            has_password: boolean;
                            id: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            last_accessed: string | null;
                            max_downloads: number | null;
                            note: string | null;
                            recipients: string[];
                            token: string;
                            /** @description The page for the recipients. */
                            url: string;
                            view_count: number;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Replace the settings of a share
         * @description Scope: `store:write`. What is absent is reset, but the password: it stays until null removes it.
         */
        put: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            /** @description An absent password stays as it is; null removes it. */
            requestBody: {
                content: {
                    "application/json": {
                        active?: boolean;
                        /** @description ISO 8601; UTC where it has no offset. */
                        expires_at?: string | null;
                        max_downloads?: number | null;
                        note?: string | null;
                        password?: string | null;
                        recipients?: string[];
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
                            active: boolean;
                            /** AssetReference */
                            asset: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                created_by: string | null;
                                description: string | null;
                                download_count: number;
                                download_url: string;
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                height: number | null;
                                id: string;
                                is_public: boolean;
                                kind: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                sha256: string;
                                size: number;
                                tags: string[];
                                thumbnail_url: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The file itself, to be shown; of a public asset for everyone. */
                                url: string;
                                version: number;
                                width: number | null;
                                word_count: number | null;
                            } | string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            download_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string | null;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            has_password: boolean;
                            id: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            last_accessed: string | null;
                            max_downloads: number | null;
                            note: string | null;
                            recipients: string[];
                            token: string;
                            /** @description The page for the recipients. */
                            url: string;
                            view_count: number;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        post?: never;
        /**
         * Delete a share
         * @description Scope: `store:write`. Its link stops working at once.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change the settings of a share
         * @description Scope: `store:write`. `password: null` removes the password; `active: false` revokes the share.
         */
        patch: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            /** @description An absent password stays as it is; null removes it. */
            requestBody: {
                content: {
                    "application/json": {
                        active?: boolean;
                        /** @description ISO 8601; UTC where it has no offset. */
                        expires_at?: string | null;
                        max_downloads?: number | null;
                        note?: string | null;
                        password?: string | null;
                        recipients?: string[];
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
                            active: boolean;
                            /** AssetReference */
                            asset: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                created_by: string | null;
                                description: string | null;
                                download_count: number;
                                download_url: string;
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                height: number | null;
                                id: string;
                                is_public: boolean;
                                kind: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                sha256: string;
                                size: number;
                                tags: string[];
                                thumbnail_url: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The file itself, to be shown; of a public asset for everyone. */
                                url: string;
                                version: number;
                                width: number | null;
                                word_count: number | null;
                            } | string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            download_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string | null;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            has_password: boolean;
                            id: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            last_accessed: string | null;
                            max_downloads: number | null;
                            note: string | null;
                            recipients: string[];
                            token: string;
                            /** @description The page for the recipients. */
                            url: string;
                            view_count: number;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/share/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the list of shares can be asked
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: never;
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
                            defaults: {
                                hydrate: boolean;
                                include_total: boolean;
                                limit: number;
                                sort_by: string;
                                sort_order: string;
                            };
                            fields: {
                                name: string;
                                operators: {
                                    operator: string;
                                    parameter: string;
                                }[];
                                sortable: boolean;
                                type: string;
                                values?: string[];
                            }[];
                            limit: {
                                maximum: number;
                                minimum: number;
                            };
                            sort_orders: string[];
                            sortable_fields: string[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/share/get_access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for access to a share
         * @description No credentials. `download_url` needs none either, until `expires_at`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password?: string | null;
                        token: string;
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
                            /** SharedAsset */
                            asset: {
                                description: string | null;
                                duration: number | null;
                                extension: string;
                                height: number | null;
                                id: string;
                                kind: string;
                                mime_type: string;
                                name: string;
                                size: number;
                                width: number | null;
                            } | null;
                            /** @description Needs no further credentials until `expires_at`. */
                            download_url: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string;
                            /** SharedFolder */
                            folder: {
                                asset_count: number;
                                description: string | null;
                                folder_count: number;
                                id: string;
                                name: string;
                                size: number;
                            } | null;
                            name: string;
                            type: "asset" | "folder";
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resolve the URL of an asset or folder
         * @description Scope: `store:read`. Gives the record, or with `as_json=false` the file, or the folder as a zip.
         */
        get: {
            parameters: {
                query: {
                    as_json?: boolean;
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                    url: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The record; with `as_json=false` the bytes. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": string;
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
                        } | {
                            /** @description Directly in the folder. */
                            asset_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            description: string | null;
                            /** @description Directly in the folder. */
                            folder_count: number;
                            id: string;
                            name: string;
                            /** FolderReference */
                            parent: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            /** @description From the top level, each name after a slash. */
                            path: string;
                            /** @description Bytes of all assets at any depth. */
                            size: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            url: string;
                        };
                    };
                };
                /** @description The record; with `as_json=false` the bytes. */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": string;
                        "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
                        } | {
                            /** @description Directly in the folder. */
                            asset_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            description: string | null;
                            /** @description Directly in the folder. */
                            folder_count: number;
                            id: string;
                            name: string;
                            /** FolderReference */
                            parent: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            /** @description From the top level, each name after a slash. */
                            path: string;
                            /** @description Bytes of all assets at any depth. */
                            size: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            url: string;
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List assets
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Greater than (datetime). */
                    created__gt?: string;
                    /** @description Greater than or equal to (datetime). */
                    created__gte?: string;
                    /** @description Less than (datetime). */
                    created__lt?: string;
                    /** @description Less than or equal to (datetime). */
                    created__lte?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Equal to (number). */
                    duration?: string;
                    /** @description Greater than (number). */
                    duration__gt?: string;
                    /** @description Greater than or equal to (number). */
                    duration__gte?: string;
                    /** @description Less than (number). */
                    duration__lt?: string;
                    /** @description Less than or equal to (number). */
                    duration__lte?: string;
                    /** @description Equal to (string). */
                    extension?: string;
                    /** @description Any of, separated by commas or repeated (string). */
                    extension__in?: string[];
                    /** @description Equal to (id). */
                    folder?: string;
                    /** @description Any of, separated by commas or repeated (id). */
                    folder__in?: string[];
                    /** @description true or false: whether there is none. */
                    folder__isnull?: string;
                    /** @description Equal to (integer). */
                    height?: string;
                    /** @description Greater than (integer). */
                    height__gt?: string;
                    /** @description Greater than or equal to (integer). */
                    height__gte?: string;
                    /** @description Less than (integer). */
                    height__lt?: string;
                    /** @description Less than or equal to (integer). */
                    height__lte?: string;
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                    /** @description Without it `collection_total` is 0 and pages come faster. */
                    include_total?: boolean;
                    /** @description Equal to (boolean). */
                    is_public?: string;
                    /** @description Equal to (string: image, video, audio, pdf, document). */
                    kind?: string;
                    /** @description Any of, separated by commas or repeated (string: image, video, audio, pdf, document). */
                    kind__in?: string[];
                    limit?: number;
                    /** @description Equal to (string). */
                    mime_type?: string;
                    /** @description Any of, separated by commas or repeated (string). */
                    mime_type__in?: string[];
                    /** @description Beginning with, in upper or lower case (string). */
                    mime_type__startswith?: string;
                    /** @description Equal to (string). */
                    name?: string;
                    /** @description Any of, separated by commas or repeated (string). */
                    name__in?: string[];
                    /** @description Beginning with, in upper or lower case (string). */
                    name__startswith?: string;
                    /** @description Equal to (integer). */
                    page_count?: string;
                    /** @description Greater than (integer). */
                    page_count__gt?: string;
                    /** @description Greater than or equal to (integer). */
                    page_count__gte?: string;
                    /** @description Less than (integer). */
                    page_count__lt?: string;
                    /** @description Less than or equal to (integer). */
                    page_count__lte?: string;
                    /** @description Words, or their beginnings. */
                    search?: string;
                    /** @description Equal to (integer). */
                    size?: string;
                    /** @description Greater than (integer). */
                    size__gt?: string;
                    /** @description Greater than or equal to (integer). */
                    size__gte?: string;
                    /** @description Less than (integer). */
                    size__lt?: string;
                    /** @description Less than or equal to (integer). */
                    size__lte?: string;
                    /** @description `created` when absent. */
                    sort_by?: "name" | "size" | "created" | "updated";
                    /** @description `desc` when absent. */
                    sort_order?: "asc" | "desc";
                    /** @description Equal to (tags). */
                    tags?: string;
                    /** @description All of, separated by commas or repeated (tags). */
                    tags__all?: string[];
                    /** @description Any of, separated by commas or repeated (tags). */
                    tags__in?: string[];
                    /** @description Greater than (datetime). */
                    updated__gt?: string;
                    /** @description Greater than or equal to (datetime). */
                    updated__gte?: string;
                    /** @description Less than (datetime). */
                    updated__lt?: string;
                    /** @description Less than or equal to (datetime). */
                    updated__lte?: string;
                    /** @description Equal to (integer). */
                    width?: string;
                    /** @description Greater than (integer). */
                    width__gt?: string;
                    /** @description Greater than or equal to (integer). */
                    width__gte?: string;
                    /** @description Less than (integer). */
                    width__lt?: string;
                    /** @description Less than or equal to (integer). */
                    width__lte?: string;
                    /** @description Equal to (integer). */
                    word_count?: string;
                    /** @description Greater than (integer). */
                    word_count__gt?: string;
                    /** @description Greater than or equal to (integer). */
                    word_count__gte?: string;
                    /** @description Less than (integer). */
                    word_count__lt?: string;
                    /** @description Less than or equal to (integer). */
                    word_count__lte?: string;
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
                            collection_total: number;
                            items: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                /** Creator */
                                created_by: {
                                    id: string;
                                    name: string | null;
                                    type: string;
                                } | string | null;
                                description: string | null;
                                download_count: number;
                                download_url: string;
                                duration: number | null;
                                extension: string;
                                /** FolderReference */
                                folder: {
                                    /** @description Directly in the folder. */
                                    asset_count: number;
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    created: string;
                                    description: string | null;
                                    /** @description Directly in the folder. */
                                    folder_count: number;
                                    id: string;
                                    name: string;
                                    parent: string | null;
                                    /** @description From the top level, each name after a slash. */
                                    path: string;
                                    /** @description Bytes of all assets at any depth. */
                                    size: number;
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    updated: string;
                                    url: string;
                                } | string | null;
                                height: number | null;
                                id: string;
                                is_public: boolean;
                                kind: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                sha256: string;
                                size: number;
                                tags: string[];
                                thumbnail_url: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The file itself, to be shown; of a public asset for everyone. */
                                url: string;
                                version: number;
                                width: number | null;
                                word_count: number | null;
                            }[];
                            limit: number;
                            next_cursor: string | null;
                            next_page: boolean;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an asset
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                    /** @description Not if it has one of these `ETag`s. */
                    "if-none-match"?: string;
                };
                path: {
                    id: string;
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Replace the metadata of an asset
         * @description Scope: `store:write`. What is absent is reset; what can not be written is ignored.
         */
        put: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string | null;
                        folder?: (string | {
                            id: string;
                        }) | null;
                        is_public?: boolean;
                        metadata?: {
                            [key: string]: unknown;
                        };
                        name: string;
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        post?: never;
        /**
         * Delete an asset for good
         * @description Scope: `store:write`. Its versions and shares go with it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    id: string;
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change the metadata of an asset
         * @description Scope: `store:write`. `folder: null` moves to the top level; what can not be written is ignored.
         */
        patch: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string | null;
                        folder?: (string | {
                            id: string;
                        }) | null;
                        is_public?: boolean;
                        metadata?: {
                            [key: string]: unknown;
                        };
                        name?: string;
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/store/asset/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the file of an asset
         * @description Scope: `store:read`; none for a public asset. Parameters of a transform give a picture made of the file; 404 where there is none.
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
                    /** @description Width in pixels, 1 to 8192; of one side alone the other follows. With any of these parameters the answer is a picture made of the file. */
                    w?: unknown;
                };
                header?: never;
                path: {
                    id: string;
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Replace the file of an asset
         * @description Scope: `store:write`. A form with the file in the field `file`. The earlier file stays as a version.
         */
        put: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: string;
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/store/asset/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened to an asset
         * @description Scope: `store:read`. Newest first.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
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
                            items: {
                                /** @description What kind of record it was and its id, as `key:ID`. */
                                actor: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                at: string;
                                info: {
                                    [key: string]: unknown;
                                };
                                type: string;
                            }[];
                            limit: number;
                            next_cursor: string | null;
                            next_page: boolean;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/{id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what is known of the file of an asset
         * @description Scope: `store:read`. Found out after the upload was answered.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            /** Format: date-time */
                            examined: string | null;
                            /**
                             * Facts
                             * @description Only what is known.
                             */
                            facts: {
                                album?: string;
                                /** @description Metres above sea level. */
                                altitude?: number;
                                /** @description The f-number. */
                                aperture?: number;
                                artist?: string;
                                /** @description As FFmpeg names it. */
                                audio_codec?: string;
                                author?: string;
                                /** @description Bits per second. */
                                bit_rate?: number;
                                camera_make?: string;
                                camera_model?: string;
                                channels?: number;
                                color_space?: string;
                                /** @description Seconds. */
                                duration?: number;
                                /** @description Seconds. */
                                exposure_time?: number;
                                /** @description Millimetres. */
                                focal_length?: number;
                                /** @description 1 for a still image. */
                                frame_count?: number;
                                /** @description Frames per second. */
                                frame_rate?: number;
                                has_alpha?: boolean;
                                /** @description Upright pixels. */
                                height?: number;
                                /** @description Needs a password to be read. */
                                is_encrypted?: boolean;
                                /** @description Sensitivity. */
                                iso?: number;
                                /** @description Degrees, south negative. */
                                latitude?: number;
                                lens?: string;
                                /** @description Degrees, west negative. */
                                longitude?: number;
                                /** @description Of EXIF, 1 to 8. */
                                orientation?: number;
                                /** @description Pages, slides or sheets. */
                                page_count?: number;
                                /** @description Degrees clockwise. */
                                rotation?: number;
                                /** @description Hertz. */
                                sample_rate?: number;
                                /** @description ISO 8601; without an offset where the file has none. */
                                taken_at?: string;
                                /** @description A blurred placeholder in about 25 bytes, base64 (github.com/evanw/thumbhash). */
                                thumbhash?: string;
                                /** @description As the document or recording itself says. */
                                title?: string;
                                /** @description As FFmpeg names it. */
                                video_codec?: string;
                                /** @description Upright pixels. */
                                width?: number;
                                word_count?: number;
                            };
                            /** @description Why there is no picture, or why it shows less than it should. */
                            reason: string | null;
                            /** @description `pending` until the file was looked at; `no_preview` where there is no picture of it. */
                            state: "pending" | "ready" | "no_preview";
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the shares of an asset
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: never;
                path: {
                    id: string;
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
                            active: boolean;
                            /** AssetReference */
                            asset: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                created_by: string | null;
                                description: string | null;
                                download_count: number;
                                download_url: string;
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                height: number | null;
                                id: string;
                                is_public: boolean;
                                kind: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                sha256: string;
                                size: number;
                                tags: string[];
                                thumbnail_url: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The file itself, to be shown; of a public asset for everyone. */
                                url: string;
                                version: number;
                                width: number | null;
                                word_count: number | null;
                            } | string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            download_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string | null;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            has_password: boolean;
                            id: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            last_accessed: string | null;
                            max_downloads: number | null;
                            note: string | null;
                            recipients: string[];
                            token: string;
                            /** @description The page for the recipients. */
                            url: string;
                            view_count: number;
                        }[];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a small picture of an asset
         * @description Scope: `store:read`; none for a public asset. 404 where there is no picture.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Pixels of the square it fits into: 200, 320 (when absent), 500, 800 or 1600. */
                    size?: number;
                };
                header?: never;
                path: {
                    id: string;
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of an asset
         * @description Scope: `store:read`. Newest first, the current one included.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            created_by: string | null;
                            current: boolean;
                            height: number | null;
                            mime_type: string;
                            name: string;
                            sha256: string;
                            size: number;
                            version: number;
                            width: number | null;
                        }[];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an earlier version the current one
         * @description Scope: `store:write`. The current file stays as a version.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                    version: string;
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download assets
         * @description Scope: `store:read`. One id gives the file itself, several give `assets.zip`.
         */
        get: {
            parameters: {
                query: {
                    /** @description Repeat it for each asset. */
                    id: string[];
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the list of assets can be asked
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: never;
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
                            defaults: {
                                hydrate: boolean;
                                include_total: boolean;
                                limit: number;
                                sort_by: string;
                                sort_order: string;
                            };
                            fields: {
                                name: string;
                                operators: {
                                    operator: string;
                                    parameter: string;
                                }[];
                                sortable: boolean;
                                type: string;
                                values?: string[];
                            }[];
                            limit: {
                                maximum: number;
                                minimum: number;
                            };
                            sort_orders: string[];
                            sortable_fields: string[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/asset/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload an asset
         * @description Scope: `store:write`. The fields may come before or after the file. The first part with a file name is taken.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Folder to place the asset in; the top level when absent. */
                    folder?: string;
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description A repeated request with the same key creates nothing more. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        description?: string;
                        /** Format: binary */
                        file: string;
                        /** @description true or false. */
                        is_public?: string;
                        /** @description A JSON object. */
                        metadata?: string;
                        /** @description Instead of the file’s own name. */
                        name?: string;
                        /** @description A JSON array of texts, or texts separated by commas. */
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            description: string | null;
                            download_count: number;
                            download_url: string;
                            duration: number | null;
                            extension: string;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            height: number | null;
                            id: string;
                            is_public: boolean;
                            kind: string;
                            metadata: {
                                [key: string]: unknown;
                            };
                            mime_type: string;
                            name: string;
                            page_count: number | null;
                            sha256: string;
                            size: number;
                            tags: string[];
                            thumbnail_url: string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            /** @description The file itself, to be shown; of a public asset for everyone. */
                            url: string;
                            version: number;
                            width: number | null;
                            word_count: number | null;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                507: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/folder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List folders
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Greater than (datetime). */
                    created__gt?: string;
                    /** @description Greater than or equal to (datetime). */
                    created__gte?: string;
                    /** @description Less than (datetime). */
                    created__lt?: string;
                    /** @description Less than or equal to (datetime). */
                    created__lte?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                    /** @description Without it `collection_total` is 0 and pages come faster. */
                    include_total?: boolean;
                    limit?: number;
                    /** @description Equal to (string). */
                    name?: string;
                    /** @description Any of, separated by commas or repeated (string). */
                    name__in?: string[];
                    /** @description Beginning with, in upper or lower case (string). */
                    name__startswith?: string;
                    /** @description Equal to (id). */
                    parent?: string;
                    /** @description Any of, separated by commas or repeated (id). */
                    parent__in?: string[];
                    /** @description true or false: whether there is none. */
                    parent__isnull?: string;
                    /** @description Equal to (integer). */
                    size?: string;
                    /** @description Greater than (integer). */
                    size__gt?: string;
                    /** @description Greater than or equal to (integer). */
                    size__gte?: string;
                    /** @description Less than (integer). */
                    size__lt?: string;
                    /** @description Less than or equal to (integer). */
                    size__lte?: string;
                    /** @description `created` when absent. */
                    sort_by?: "name" | "size" | "created" | "updated";
                    /** @description `desc` when absent. */
                    sort_order?: "asc" | "desc";
                    /** @description Greater than (datetime). */
                    updated__gt?: string;
                    /** @description Greater than or equal to (datetime). */
                    updated__gte?: string;
                    /** @description Less than (datetime). */
                    updated__lt?: string;
                    /** @description Less than or equal to (datetime). */
                    updated__lte?: string;
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
                            collection_total: number;
                            items: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                /** FolderReference */
                                parent: {
                                    /** @description Directly in the folder. */
                                    asset_count: number;
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    created: string;
                                    description: string | null;
                                    /** @description Directly in the folder. */
                                    folder_count: number;
                                    id: string;
                                    name: string;
                                    parent: string | null;
                                    /** @description From the top level, each name after a slash. */
                                    path: string;
                                    /** @description Bytes of all assets at any depth. */
                                    size: number;
                                    /**
                                     * Format: date-time
                                     * @description ISO 8601 with milliseconds and `Z`.
                                     */
                                    updated: string;
                                    url: string;
                                } | string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            }[];
                            limit: number;
                            next_cursor: string | null;
                            next_page: boolean;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a folder
         * @description Scope: `store:write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description A repeated request with the same key creates nothing more. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string | null;
                        name: string;
                        parent?: (string | {
                            id: string;
                        }) | null;
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
                            /** @description Directly in the folder. */
                            asset_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            description: string | null;
                            /** @description Directly in the folder. */
                            folder_count: number;
                            id: string;
                            name: string;
                            /** FolderReference */
                            parent: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            /** @description From the top level, each name after a slash. */
                            path: string;
                            /** @description Bytes of all assets at any depth. */
                            size: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            url: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/folder/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a folder
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                    /** @description Not if it has one of these `ETag`s. */
                    "if-none-match"?: string;
                };
                path: {
                    id: string;
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
                            /** @description Directly in the folder. */
                            asset_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            description: string | null;
                            /** @description Directly in the folder. */
                            folder_count: number;
                            id: string;
                            name: string;
                            /** FolderReference */
                            parent: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            /** @description From the top level, each name after a slash. */
                            path: string;
                            /** @description Bytes of all assets at any depth. */
                            size: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            url: string;
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Replace a folder’s data
         * @description Scope: `store:write`. What is absent is reset: without a parent it moves to the top level.
         */
        put: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string | null;
                        name: string;
                        parent?: (string | {
                            id: string;
                        }) | null;
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
                            /** @description Directly in the folder. */
                            asset_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            description: string | null;
                            /** @description Directly in the folder. */
                            folder_count: number;
                            id: string;
                            name: string;
                            /** FolderReference */
                            parent: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            /** @description From the top level, each name after a slash. */
                            path: string;
                            /** @description Bytes of all assets at any depth. */
                            size: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            url: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        post?: never;
        /**
         * Delete a folder for good
         * @description Scope: `store:write`. 409 when it is not empty, unless `recursive` is set.
         */
        delete: {
            parameters: {
                query?: {
                    recursive?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    id: string;
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a folder
         * @description Scope: `store:write`. `parent: null` moves to the top level.
         */
        patch: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: {
                    /** @description Only if the record, or the file whose place this is, has one of these `ETag`s; else 412. */
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string | null;
                        name?: string;
                        parent?: (string | {
                            id: string;
                        }) | null;
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
                            /** @description Directly in the folder. */
                            asset_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            description: string | null;
                            /** @description Directly in the folder. */
                            folder_count: number;
                            id: string;
                            name: string;
                            /** FolderReference */
                            parent: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            /** @description From the top level, each name after a slash. */
                            path: string;
                            /** @description Bytes of all assets at any depth. */
                            size: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            updated: string;
                            url: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/store/folder/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a folder
         * @description Scope: `store:read`. A zip of everything in it, at any depth.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/folder/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the shares of a folder
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                };
                header?: never;
                path: {
                    id: string;
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
                            active: boolean;
                            /** AssetReference */
                            asset: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                created_by: string | null;
                                description: string | null;
                                download_count: number;
                                download_url: string;
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                height: number | null;
                                id: string;
                                is_public: boolean;
                                kind: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                sha256: string;
                                size: number;
                                tags: string[];
                                thumbnail_url: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The file itself, to be shown; of a public asset for everyone. */
                                url: string;
                                version: number;
                                width: number | null;
                                word_count: number | null;
                            } | string | null;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            created: string;
                            /** Creator */
                            created_by: {
                                id: string;
                                name: string | null;
                                type: string;
                            } | string | null;
                            download_count: number;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string | null;
                            /** FolderReference */
                            folder: {
                                /** @description Directly in the folder. */
                                asset_count: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                description: string | null;
                                /** @description Directly in the folder. */
                                folder_count: number;
                                id: string;
                                name: string;
                                parent: string | null;
                                /** @description From the top level, each name after a slash. */
                                path: string;
                                /** @description Bytes of all assets at any depth. */
                                size: number;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                url: string;
                            } | string | null;
                            has_password: boolean;
                            id: string;
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            last_accessed: string | null;
                            max_downloads: number | null;
                            note: string | null;
                            recipients: string[];
                            token: string;
                            /** @description The page for the recipients. */
                            url: string;
                            view_count: number;
                        }[];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/api/store/folder/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the list of folders can be asked
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: never;
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
                            defaults: {
                                hydrate: boolean;
                                include_total: boolean;
                                limit: number;
                                sort_by: string;
                                sort_order: string;
                            };
                            fields: {
                                name: string;
                                operators: {
                                    operator: string;
                                    parameter: string;
                                }[];
                                sortable: boolean;
                                type: string;
                                values?: string[];
                            }[];
                            limit: {
                                maximum: number;
                                minimum: number;
                            };
                            sort_orders: string[];
                            sortable_fields: string[];
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
                        };
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A text; for 422 a list of `{loc, msg, type}`. */
                            detail: unknown;
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
    "/s/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of a share */
        get: {
            parameters: {
                query?: {
                    /** @description Where the page before ended. */
                    after?: string;
                };
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
            };
        };
        put?: never;
        /** Give the password of a share */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/x-www-form-urlencoded": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description A page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description To the page. */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
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
    "/s/{token}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download what is shared */
        get: {
            parameters: {
                query?: {
                    /** @description From `get_access`. */
                    access?: string;
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
                    /** @description Show it in the browser where that is safe. */
                    view?: boolean;
                    /** @description Width in pixels, 1 to 8192; of one side alone the other follows. With any of these parameters the answer is a picture made of the file. */
                    w?: unknown;
                };
                header?: never;
                path: {
                    token: string;
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
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
    "/s/{token}/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of a file of a share */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
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
    "/s/{token}/files/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download or view a file of a share */
        get: {
            parameters: {
                query?: {
                    /** @description From `get_access`. */
                    access?: string;
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
                    /** @description Show it in the browser where that is safe. */
                    view?: boolean;
                    /** @description Width in pixels, 1 to 8192; of one side alone the other follows. With any of these parameters the answer is a picture made of the file. */
                    w?: unknown;
                };
                header?: never;
                path: {
                    id: string;
                    token: string;
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
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
    "/s/{token}/files/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small picture of a file of a share */
        get: {
            parameters: {
                query?: {
                    /** @description From `get_access`. */
                    access?: string;
                    /** @description Pixels of the square it fits into: 200, 320 (when absent), 500, 800 or 1600. */
                    size?: number;
                    /** @description Show it in the browser where that is safe. */
                    view?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                    token: string;
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
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
    "/s/{token}/folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of a folder below */
        get: {
            parameters: {
                query?: {
                    /** @description Where the page before ended. */
                    after?: string;
                };
                header?: never;
                path: {
                    id: string;
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
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
    "/s/{token}/folders/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a folder below */
        get: {
            parameters: {
                query?: {
                    /** @description From `get_access`. */
                    access?: string;
                    /** @description Show it in the browser where that is safe. */
                    view?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                    token: string;
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
                        "*/*": string;
                    };
                };
                /** @description Default Response */
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
                /** @description A page. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A page. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
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

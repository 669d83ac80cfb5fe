// Generated from the OpenAPI document of the admin dialect: `npm run docs`.
export interface paths {
    "/api/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Scope: `apikeys:read`.
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
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                    /** @description Without it `collection_total` is 0 and pages come faster. */
                    include_total?: boolean;
                    /** @description Equal to (string). */
                    label?: string;
                    /** @description Any of, separated by commas or repeated (string). */
                    label__in?: string[];
                    limit?: number;
                    /** @description `created` when absent. */
                    sort_by?: "created";
                    /** @description `desc` when absent. */
                    sort_order?: "asc" | "desc";
                    /** @description Equal to (id). */
                    vault?: string;
                    /** @description true or false: whether there is none. */
                    vault__isnull?: string;
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
                                /** Format: date-time */
                                created: string;
                                created_by: string | null;
                                /** Format: date-time */
                                expires_at: string | null;
                                id: string;
                                label: string;
                                /** Format: date-time */
                                last_used: string | null;
                                /** @description The first characters of the key. */
                                prefix: string;
                                scopes: string[];
                                vault: string | null;
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
        /** Create an API key */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeat with the same key makes nothing, and is a 409: a key is shown only once. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        expires_at?: string | null;
                        label: string;
                        scopes: string[];
                        /** @description Vault that the key is bound to. */
                        vault?: string | null;
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
                            /** Format: date-time */
                            created: string;
                            created_by: string | null;
                            /** Format: date-time */
                            expires_at: string | null;
                            id: string;
                            /** @description Shown only here. */
                            key: string;
                            label: string;
                            /** Format: date-time */
                            last_used: string | null;
                            /** @description The first characters of the key. */
                            prefix: string;
                            scopes: string[];
                            vault: string | null;
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
    "/api/admin/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an API key */
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
                            created: string;
                            created_by: string | null;
                            /** Format: date-time */
                            expires_at: string | null;
                            id: string;
                            label: string;
                            /** Format: date-time */
                            last_used: string | null;
                            /** @description The first characters of the key. */
                            prefix: string;
                            scopes: string[];
                            vault: string | null;
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
        /** Revoke an API key */
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
        patch?: never;
        trace?: never;
    };
    "/api/admin/api-keys/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the list of API keys can be asked
         * @description Scope: `apikeys:read`.
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
    "/api/admin/assets/{id}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the addresses of an asset in every dialect
         * @description Scope: `assets:read`. Takes the id in the form of any dialect.
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
                            /** Format: uri */
                            hub: string;
                            id: string;
                            /** Format: uri */
                            library: string;
                            /**
                             * Format: uri
                             * @description With the key that the dialect fetches the file by.
                             */
                            partner: string;
                            /** Format: uri */
                            store: string;
                            /**
                             * Format: uri
                             * @description Null for an asset that lies in no vault.
                             */
                            vaults: string | null;
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
    "/api/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened in the workspace
         * @description Scope: `audit:read`. Newest first, also of what is gone. Not for keys that are bound to a vault.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only of this asset, in the form of any dialect; it may be gone. */
                    asset_id?: string;
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
                            items: {
                                /** @description What kind of record it was and its id, as `key:ID`. */
                                actor: string | null;
                                /** @description What it happened to, if that was an asset. */
                                asset_id: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                at: string;
                                /** @description What it happened to, if that was a folder. */
                                folder_id: string | null;
                                /** @description A number that grows from one event to the next. */
                                id: string;
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
    "/api/admin/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how the work goes
         * @description Scope: `admin`. Figures of the installation are for its administrators alone, null for others; `node` is the server that answers.
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
                            dead_jobs: {
                                asset: string | null;
                                attempts: number;
                                /** Format: date-time */
                                dead_since: string;
                                id: string;
                                reason: string | null;
                                type: string;
                            }[];
                            jobs: {
                                dead: number;
                                due: number;
                                /** Format: date-time */
                                oldest_due: string | null;
                                type: string;
                                waiting: number;
                            }[] | null;
                            node: {
                                /** @description `disk` or `s3`. */
                                blobs: string;
                                /** @description `sqlite` or `postgres`. */
                                database: string;
                                disk: {
                                    free: number;
                                    total: number;
                                } | null;
                                requests: {
                                    /** @description Answered by a status from 500 on. */
                                    errors: number;
                                    /** Format: date-time */
                                    from: string;
                                    p50_ms: number | null;
                                    p95_ms: number | null;
                                    requests: number;
                                }[];
                                /** Format: date-time */
                                started: string;
                            } | null;
                            verification: {
                                blobs: number;
                                damaged: number;
                                /** @description The last that were found. */
                                damaged_blobs: {
                                    assets: {
                                        id: string;
                                        name: string;
                                    }[];
                                    /** @description `missing`, `wrong_size`, `wrong_bytes`, `unreadable` or `quarantined`. */
                                    damage: string | null;
                                    sha256: string;
                                    /** Format: date-time */
                                    since: string;
                                }[];
                                /**
                                 * Format: date-time
                                 * @description When bytes were last found right.
                                 */
                                last: string | null;
                                /**
                                 * Format: date-time
                                 * @description The oldest of the last times of each.
                                 */
                                oldest: string | null;
                                scrub: {
                                    /** @description Within which all bytes are read; 0: never. */
                                    days: number;
                                    /** @description Blobs ever found damaged or missing. */
                                    found: number;
                                    /** @description Of these, the ones that are right again, or deleted. */
                                    mended: number;
                                    /** @description Whether there is another store to mend from. */
                                    mends_from_elsewhere: boolean;
                                    rounds: {
                                        /** Format: date-time */
                                        began: string;
                                        blobs: number;
                                        /** @description `records`: every blob is there, every day; `bytes`: all are read. */
                                        check: string;
                                        damaged: number;
                                        finished_rounds: number;
                                        /** Format: date-time */
                                        last_finished: string | null;
                                        /** @description From 0 to 1. */
                                        progress: number;
                                        /** @description Bytes read in this round and found right. */
                                        size: number;
                                    }[];
                                };
                                size: number;
                                /** @description Found right at least once. */
                                verified: number;
                            } | null;
                            version: string;
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
    "/api/admin/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a job again that was laid aside */
        post: {
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
    "/api/admin/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the own password
         * @description For people who have signed in. All other sessions end.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        new_password: string;
                        old_password: string;
                    };
                };
            };
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the own sessions, newest first
         * @description For people who have signed in. At most 250.
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
                            items: {
                                /** Format: date-time */
                                created: string;
                                /** Format: date-time */
                                expires_at: string;
                                id: string;
                                is_current: boolean;
                            }[];
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
        /** End all other sessions of the own */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
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
        patch?: never;
        trace?: never;
    };
    "/api/admin/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of the own sessions */
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
        patch?: never;
        trace?: never;
    };
    "/api/admin/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how much there is, now and day by day
         * @description Scope: `admin`. Days are those of UTC; one on which the server did not run is left out.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of all workspaces, for administrators of the installation. */
                    all?: boolean;
                    days?: number;
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
                            assets: number;
                            days: {
                                assets: number;
                                /** Format: date */
                                day: string;
                                downloads: number;
                                folders: number;
                                size: number;
                                uploads: number;
                            }[];
                            folders: number;
                            kinds: {
                                assets: number;
                                kind: string;
                            }[];
                            shares: number;
                            size: number;
                            trash: {
                                entries: number;
                                size: number;
                            };
                            users: number;
                            workspaces: number;
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
    "/api/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Scope: `admin`.
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
                    /** @description true or false: whether there is none. */
                    disabled__isnull?: string;
                    /** @description Equal to (string). */
                    email?: string;
                    /** @description Any of, separated by commas or repeated (string). */
                    email__in?: string[];
                    /** @description Nest referenced records instead of their ids. */
                    hydrate?: boolean;
                    /** @description Without it `collection_total` is 0 and pages come faster. */
                    include_total?: boolean;
                    limit?: number;
                    /** @description Equal to (string: admin, editor, viewer). */
                    role?: string;
                    /** @description Any of, separated by commas or repeated (string: admin, editor, viewer). */
                    role__in?: string[];
                    /** @description `created` when absent. */
                    sort_by?: "created";
                    /** @description `desc` when absent. */
                    sort_order?: "asc" | "desc";
                    /** @description Equal to (id). */
                    workspace?: string;
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
                                /** Format: date-time */
                                created: string;
                                /** Format: date-time */
                                disabled_at: string | null;
                                email: string;
                                has_password: boolean;
                                id: string;
                                is_instance_admin: boolean;
                                name: string;
                                role: string;
                                workspace: string;
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
         * Add a user
         * @description Scope: `admin`. Without a password there is a link to set one, shown only here.
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
                        email: string;
                        name?: string;
                        /** @description Absent: the user sets one by a link. */
                        password?: string;
                        /** @description `admin`, `editor` or `viewer`. */
                        role: string;
                        /** @description The own one when absent. */
                        workspace?: string;
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
                            /** Format: date-time */
                            created: string;
                            /** Format: date-time */
                            disabled_at: string | null;
                            email: string;
                            has_password: boolean;
                            id: string;
                            is_instance_admin: boolean;
                            name: string;
                            password_link: {
                                /** Format: date-time */
                                expires_at: string;
                                /**
                                 * Format: uri
                                 * @description Shown only here; works once.
                                 */
                                url: string;
                            } | null;
                            role: string;
                            workspace: string;
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
    "/api/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a user */
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
                            created: string;
                            /** Format: date-time */
                            disabled_at: string | null;
                            email: string;
                            has_password: boolean;
                            id: string;
                            is_instance_admin: boolean;
                            name: string;
                            role: string;
                            workspace: string;
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
        /**
         * Change a user
         * @description Scope: `admin`. Who is disabled signs in no more, and every session ends. The last administrator stays one.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        disabled?: boolean;
                        /** @description For administrators of the installation to give and take; needs the role `admin`. */
                        is_instance_admin?: boolean;
                        name?: string;
                        /** @description `admin`, `editor` or `viewer`. */
                        role?: string;
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
                            /** Format: date-time */
                            created: string;
                            /** Format: date-time */
                            disabled_at: string | null;
                            email: string;
                            has_password: boolean;
                            id: string;
                            is_instance_admin: boolean;
                            name: string;
                            role: string;
                            workspace: string;
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
    "/api/admin/users/{id}/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link with which a user sets a password
         * @description Scope: `admin`. Shown only here; it works once, for three days, and in place of the one before.
         */
        post: {
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
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            expires_at: string;
                            /**
                             * Format: uri
                             * @description Shown only here; works once.
                             */
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
    "/api/admin/users/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the list of users can be asked
         * @description Scope: `admin`.
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
    "/api/admin/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List workspaces
         * @description Scope: `admin`.
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
                    /** @description `created` when absent. */
                    sort_by?: "created";
                    /** @description `desc` when absent. */
                    sort_order?: "asc" | "desc";
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
                                asset_count: number;
                                /** Format: date-time */
                                created: string;
                                folder_count: number;
                                id: string;
                                name: string;
                                size: number;
                                /** @description Null: as long as the server is set to; 0: for ever. */
                                trash_days: number | null;
                                trash_days_in_effect: number;
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
        /** Create a workspace and its first admin key */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeat with the same key makes nothing, and is a 409: a key is shown only once. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
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
                            id: string;
                            /** @description The first admin key, shown only here. */
                            key: string;
                            name: string;
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
    "/api/admin/workspaces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a workspace
         * @description Any for administrators of the installation, for other administrators their own.
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
                            asset_count: number;
                            /** Format: date-time */
                            created: string;
                            folder_count: number;
                            id: string;
                            name: string;
                            size: number;
                            /** @description Null: as long as the server is set to; 0: for ever. */
                            trash_days: number | null;
                            trash_days_in_effect: number;
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
        /**
         * Change a workspace
         * @description Its name for administrators of the installation, its trash for administrators of the workspace too.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        trash_days?: number | null;
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
                            /** Format: date-time */
                            created: string;
                            folder_count: number;
                            id: string;
                            name: string;
                            size: number;
                            /** @description Null: as long as the server is set to; 0: for ever. */
                            trash_days: number | null;
                            trash_days_in_effect: number;
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
    "/api/admin/workspaces/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the list of workspaces can be asked
         * @description Scope: `admin`.
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
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what is measured, for Prometheus
         * @description Scope: `admin`, of an administrator of the installation.
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
                        "text/plain": string;
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

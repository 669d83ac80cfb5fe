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
        get?: never;
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
                        "application/json": string;
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

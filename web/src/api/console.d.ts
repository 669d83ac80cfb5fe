// Generated from the OpenAPI document of the console dialect: `npm run docs`.
export interface paths {
    "/api/console/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the own name
         * @description For people who have signed in, whatever their role.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Empty: the e-mail address takes its place. */
                        name?: string;
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
                            expires_at: string | null;
                            /** @description What the scopes allow here. */
                            grants: string[];
                            is_instance_admin: boolean;
                            /** @description Of the person. */
                            role: string | null;
                            scopes: string[];
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                            workspace: {
                                id: string;
                                name: string;
                            };
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
    "/api/console/actors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find what people and keys of the workspace are called
         * @description Scope: `store:read`. By what logs call them: `user:ID`, `key:ID`. Others are left out, and all but itself for a key that is bound to a vault.
         */
        get: {
            parameters: {
                query: {
                    /** @description Several: the parameter repeated. */
                    refs: string | string[];
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
                                name: string;
                                ref: string;
                                type: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List assets from a position on
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
                    /** @description Of the first row, from 0. */
                    position?: number;
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
                            items: {
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                /** @description Seconds. */
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                /** @description `/Press/2026`; `/` for the top level. */
                                folder_path: string;
                                has_thumbnail: boolean;
                                height: number | null;
                                id: string;
                                /** @description Its file was not looked at yet, so that there may be a thumbnail later. */
                                is_pending: boolean;
                                is_public: boolean;
                                kind: "image" | "video" | "audio" | "pdf" | "document";
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                /** @description Bytes. */
                                size: number;
                                tags: string[];
                                /** @description A blurred placeholder, base64 (github.com/evanw/thumbhash); null where there is none yet. */
                                thumbhash: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The vault it lies in. */
                                vault: string | null;
                                version: number;
                                width: number | null;
                            }[];
                            position: number;
                            /** @description Of the whole list, exactly. */
                            total: number;
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
    "/api/console/assets/{id}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List other assets with the same bytes, from a position on
         * @description Scope: `store:read`. In the order of their arrival.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Of the first row, from 0. */
                    position?: number;
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
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                /** @description Seconds. */
                                duration: number | null;
                                extension: string;
                                folder: string | null;
                                /** @description `/Press/2026`; `/` for the top level. */
                                folder_path: string;
                                has_thumbnail: boolean;
                                height: number | null;
                                id: string;
                                /** @description Its file was not looked at yet, so that there may be a thumbnail later. */
                                is_pending: boolean;
                                is_public: boolean;
                                kind: "image" | "video" | "audio" | "pdf" | "document";
                                mime_type: string;
                                name: string;
                                page_count: number | null;
                                /** @description Bytes. */
                                size: number;
                                tags: string[];
                                /** @description A blurred placeholder, base64 (github.com/evanw/thumbhash); null where there is none yet. */
                                thumbhash: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                updated: string;
                                /** @description The vault it lies in. */
                                vault: string | null;
                                version: number;
                                width: number | null;
                            }[];
                            position: number;
                            /** @description Of the whole list, exactly. */
                            total: number;
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
    "/api/console/assets/{id}/title": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the title of an asset
         * @description Scope: `store:read`.
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
                            /** @description The title, or the name without its extension. */
                            shown: string;
                            /** @description Null: it has none of its own. */
                            title: string | null;
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
         * Give an asset a title, or take it away
         * @description Scope: `store:write`.
         */
        put: {
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
                        /** @description Null: it has none of its own. */
                        title: string | null;
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
                            /** @description The title, or the name without its extension. */
                            shown: string;
                            /** @description Null: it has none of its own. */
                            title: string | null;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/assets/{id}/versions/{version}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a version of an asset
         * @description Scope: `store:read`. By its number in `/api/store/asset/{id}/versions`. Counts as a download of the asset.
         */
        get: {
            parameters: {
                query?: never;
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
    "/api/console/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the latest changes of the one who asks
         * @description Scope: `store:write`. Newest first, up to 50.
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
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                created: string;
                                /** @description Those that are done with, the failed ones among them. */
                                done: number;
                                failed: number;
                                /** @description The first hundred. */
                                failures: {
                                    id: string;
                                    name: string | null;
                                    reason: string;
                                }[];
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                finished: string | null;
                                id: string;
                                is_undoable: boolean;
                                /** @enum {string} */
                                state: "running" | "done" | "undoing" | "undone";
                                /** @description Assets and folders; once it is taken back, those to be taken back. */
                                total: number;
                                /** @enum {string} */
                                type: "move" | "tag" | "patch" | "trash" | "restore" | "purge";
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
        /**
         * Change all of a selection
         * @description Scope: `store:write`. 202 while it is under way. What can not be changed is counted, and the others are changed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description A repeated request with the same key makes no other change. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Edit */
                        change: {
                            folder: string | null;
                            /** @enum {string} */
                            type: "move";
                        } | {
                            add?: string[];
                            remove?: string[];
                            /** @enum {string} */
                            type: "tag";
                        } | {
                            description?: string | null;
                            /** @description Of assets alone. */
                            is_public?: boolean;
                            /** @description Changes single keys; null removes one. */
                            metadata?: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            type: "patch";
                        } | {
                            /** @enum {string} */
                            type: "trash";
                        } | {
                            /** @enum {string} */
                            type: "restore";
                        } | {
                            /** @enum {string} */
                            type: "purge";
                        };
                        /**
                         * Selection
                         * @description Ids (`assets`, `folders`), or a `query` with `folders` beside it, or the `trash`.
                         */
                        selection: {
                            assets?: string[];
                            except?: string[];
                            folders?: string[];
                            /** @description The first asset of a range in that order. */
                            from?: string;
                            /** @description Filters of the list of assets, each as in its address; empty: all assets. */
                            query?: {
                                [key: string]: string | string[];
                            };
                            /**
                             * @description `created` when absent.
                             * @enum {string}
                             */
                            sort_by?: "name" | "size" | "created" | "updated";
                            /**
                             * @description `desc` when absent.
                             * @enum {string}
                             */
                            sort_order?: "asc" | "desc";
                            /** @description The last one. */
                            to?: string;
                            /** @description All that was put into the trash. */
                            trash?: boolean;
                        };
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
                            /** @description Those that are done with, the failed ones among them. */
                            done: number;
                            failed: number;
                            /** @description The first hundred. */
                            failures: {
                                id: string;
                                name: string | null;
                                reason: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            finished: string | null;
                            id: string;
                            is_undoable: boolean;
                            /** @enum {string} */
                            state: "running" | "done" | "undoing" | "undone";
                            /** @description Assets and folders; once it is taken back, those to be taken back. */
                            total: number;
                            /** @enum {string} */
                            type: "move" | "tag" | "patch" | "trash" | "restore" | "purge";
                        };
                    };
                };
                /** @description Default Response */
                202: {
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
                            /** @description Those that are done with, the failed ones among them. */
                            done: number;
                            failed: number;
                            /** @description The first hundred. */
                            failures: {
                                id: string;
                                name: string | null;
                                reason: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            finished: string | null;
                            id: string;
                            is_undoable: boolean;
                            /** @enum {string} */
                            state: "running" | "done" | "undoing" | "undone";
                            /** @description Assets and folders; once it is taken back, those to be taken back. */
                            total: number;
                            /** @enum {string} */
                            type: "move" | "tag" | "patch" | "trash" | "restore" | "purge";
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a change is
         * @description Scope: `store:write`. Only its maker sees it.
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
                            /** @description Those that are done with, the failed ones among them. */
                            done: number;
                            failed: number;
                            /** @description The first hundred. */
                            failures: {
                                id: string;
                                name: string | null;
                                reason: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            finished: string | null;
                            id: string;
                            is_undoable: boolean;
                            /** @enum {string} */
                            state: "running" | "done" | "undoing" | "undone";
                            /** @description Assets and folders; once it is taken back, those to be taken back. */
                            total: number;
                            /** @enum {string} */
                            type: "move" | "tag" | "patch" | "trash" | "restore" | "purge";
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
    "/api/console/changes/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a change back
         * @description Scope: `store:write`. For seven days, and not a purge. What was changed again since stays as it is.
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
                            /** @description Those that are done with, the failed ones among them. */
                            done: number;
                            failed: number;
                            /** @description The first hundred. */
                            failures: {
                                id: string;
                                name: string | null;
                                reason: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            finished: string | null;
                            id: string;
                            is_undoable: boolean;
                            /** @enum {string} */
                            state: "running" | "done" | "undoing" | "undone";
                            /** @description Assets and folders; once it is taken back, those to be taken back. */
                            total: number;
                            /** @enum {string} */
                            type: "move" | "tag" | "patch" | "trash" | "restore" | "purge";
                        };
                    };
                };
                /** @description Default Response */
                202: {
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
                            /** @description Those that are done with, the failed ones among them. */
                            done: number;
                            failed: number;
                            /** @description The first hundred. */
                            failures: {
                                id: string;
                                name: string | null;
                                reason: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            finished: string | null;
                            id: string;
                            is_undoable: boolean;
                            /** @enum {string} */
                            state: "running" | "done" | "undoing" | "undone";
                            /** @description Assets and folders; once it is taken back, those to be taken back. */
                            total: number;
                            /** @enum {string} */
                            type: "move" | "tag" | "patch" | "trash" | "restore" | "purge";
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List folders from a position on
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
                    /** @description Of the first row, from 0. */
                    position?: number;
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
                                /** @description Its id, where the folder is a vault. */
                                vault: string | null;
                            }[];
                            position: number;
                            /** @description Of the whole list, exactly. */
                            total: number;
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
    "/api/console/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find which names are taken in a folder
         * @description Scope: `store:read`. Without regard to case; of each name the oldest ten assets and folders.
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
                        /** @description Null: the top level. */
                        folder?: string | null;
                        names: string[];
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
                            taken: {
                                id: string;
                                /** @description As it is written there. */
                                name: string;
                                /** @description The name that was asked for. */
                                sent: string;
                                /** @description Of an asset. */
                                sha256: string | null;
                                /** @description Bytes. */
                                size: number;
                                type: "asset" | "folder";
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
    "/api/console/selection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many a selection has, and how large they are
         * @description Scope: `store:read`.
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
                        /**
                         * Selection
                         * @description Ids (`assets`, `folders`), or a `query` with `folders` beside it, or the `trash`.
                         */
                        selection: {
                            assets?: string[];
                            except?: string[];
                            folders?: string[];
                            /** @description The first asset of a range in that order. */
                            from?: string;
                            /** @description Filters of the list of assets, each as in its address; empty: all assets. */
                            query?: {
                                [key: string]: string | string[];
                            };
                            /**
                             * @description `created` when absent.
                             * @enum {string}
                             */
                            sort_by?: "name" | "size" | "created" | "updated";
                            /**
                             * @description `desc` when absent.
                             * @enum {string}
                             */
                            sort_order?: "asc" | "desc";
                            /** @description The last one. */
                            to?: string;
                            /** @description All that was put into the trash. */
                            trash?: boolean;
                        };
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
                            assets: number;
                            folders: number;
                            /** @description Bytes, with those in the folders. */
                            size: number;
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
    "/api/console/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get who asks, and what they may do
         * @description With any valid credential.
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
                            /**
                             * Format: date-time
                             * @description ISO 8601 with milliseconds and `Z`.
                             */
                            expires_at: string | null;
                            /** @description What the scopes allow here. */
                            grants: string[];
                            is_instance_admin: boolean;
                            /** @description Of the person. */
                            role: string | null;
                            scopes: string[];
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                            workspace: {
                                id: string;
                                name: string;
                            };
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
            };
        };
        put?: never;
        /**
         * Sign in
         * @description Answers the session, and sets its cookie.
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
                        password: string;
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
                            expires_at: string | null;
                            /** @description What the scopes allow here. */
                            grants: string[];
                            is_instance_admin: boolean;
                            /** @description Of the person. */
                            role: string | null;
                            scopes: string[];
                            user: {
                                email: string;
                                id: string;
                                name: string;
                            } | null;
                            workspace: {
                                id: string;
                                name: string;
                            };
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
        /**
         * Sign out
         * @description Ends the session that the request presents, everywhere. One that has ended already is no error.
         */
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
    "/api/console/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tags of assets, or those that begin with a text
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description As typed, in lower case, in upper case or capitalised. */
                    starts?: string;
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
                                /** @description That have it. */
                                assets: number;
                                tag: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was put into the trash itself, the latest first, from a position on
         * @description Scope: `store:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Of the first row, from 0. */
                    position?: number;
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
                                /** @description The path of the folder it lay in. */
                                from: string;
                                has_thumbnail: boolean;
                                id: string;
                                kind: ("image" | "video" | "audio" | "pdf" | "document") | null;
                                name: string;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                purge_at: string | null;
                                /** @description Bytes, of a folder those of all that went with it. */
                                size: number;
                                /** @description A blurred placeholder, base64 (github.com/evanw/thumbhash); null where there is none yet. */
                                thumbhash: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO 8601 with milliseconds and `Z`.
                                 */
                                trashed_at: string;
                                type: "asset" | "folder";
                            }[];
                            position: number;
                            /** @description Of the whole list, exactly. */
                            total: number;
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

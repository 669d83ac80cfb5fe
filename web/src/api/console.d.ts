// Generated from the OpenAPI document of the console dialect: `npm run docs`.
export interface paths {
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
